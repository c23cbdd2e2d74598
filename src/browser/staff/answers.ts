import { KEYS } from '../../keys.ts';

/** What writes to a tip's reader: the field that was chosen takes what is typed next, and what can be undone goes when it cannot be. */
export function startAnswers(): void {
  // Behind the click, by which the browser chooses the side, and shows its field.
  for (const label of document.querySelectorAll<HTMLLabelElement>('.sides > label'))
    label.addEventListener('click', event => {
      // At once, and not by the browser behind it: what is typed next is meant for the field.
      event.preventDefault();
      if (label.control instanceof HTMLInputElement) label.control.checked = true;
      fieldOf(label)?.focus();
    });
  document.addEventListener('keydown', event => {
    const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing;
    if (!isSend || !(event.target instanceof HTMLTextAreaElement)) return;
    const side = event.target.closest('.for-reader, .for-staff');
    const button = side?.querySelector(`button[data-key="${KEYS.send.keys}"]`);
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    button.click();
  });
  for (const undoing of document.querySelectorAll<HTMLElement>('.undoing[data-left]'))
    setTimeout(() => end(undoing), Number(undoing.dataset['left']));
}

function fieldOf(label: HTMLLabelElement): HTMLTextAreaElement | null {
  const side = label.htmlFor === 'to-reader' ? 'for-reader' : 'for-staff';
  return document.querySelector<HTMLTextAreaElement>(`.${side} textarea`);
}

function end(undoing: HTMLElement): void {
  undoing.hidden = true;
  const fate = undoing.previousElementSibling;
  if (fate instanceof HTMLElement && fate.dataset['then'] !== undefined)
    fate.textContent = fate.dataset['then'];
}
