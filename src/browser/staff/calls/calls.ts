import { findEarlier } from './earlier.ts';
import { formatNumber } from './format-number.ts';

/** The page on which a call is written down: its clock, its number as it is typed, and a key that keeps it. */
export function startCalls(): void {
  const form = document.getElementById('call-form');
  if (!(form instanceof HTMLFormElement)) return;
  const number = form.elements.namedItem('number');
  if (number instanceof HTMLInputElement) watchNumber(form, number);
  runClock(form);
  form.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    // `requestSubmit` is missing in Safari 15.
    form.querySelector<HTMLElement>('button[type=submit]')?.click();
  });
}

function watchNumber(form: HTMLFormElement, number: HTMLInputElement): void {
  number.addEventListener('input', event => {
    // In the middle of it the caret would jump.
    const isAtEnd = number.selectionStart === null || number.selectionStart === number.value.length;
    const isTyped = !(event instanceof InputEvent) || !event.inputType.startsWith('delete');
    if (isAtEnd && isTyped) number.value = formatNumber(number.value);
  });
  // Not by `change`, which does not come for what a script has written last. Each question stands in the history: none twice.
  let asked = '';
  number.addEventListener('blur', () => {
    if (number.value === asked) return;
    asked = number.value;
    void findEarlier(form);
  });
}

/** How long it has lasted, to the second from when the number was dialled, else from when the page was opened. */
function runClock(form: HTMLFormElement): void {
  const place = document.getElementById('call-clock');
  const [started, ended] = ['started', 'ended'].map(name => form.elements.namedItem(name));
  if (place === null || !(started instanceof HTMLInputElement) || !(ended instanceof HTMLInputElement))
    return;
  const dialled = Date.parse(new URLSearchParams(location.search).get('started') ?? '');
  const begun = performance.now() - (Number.isNaN(dialled) ? 0 : Math.max(0, Date.now() - dialled));
  const asOpened = started.value;
  const tick = () => {
    const isOver = ended.value !== '' || started.value !== asOpened;
    const seconds = Math.floor((performance.now() - begun) / 1_000);
    place.textContent = isOver
      ? ''
      : `${place.dataset['running'] ?? ''} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  };
  tick();
  setInterval(tick, 1_000);
}
