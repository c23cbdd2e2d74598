/** How long a button says that it has copied, in milliseconds. */
const SHOWN = 2_500;

/** Every button that carries `data-copy` puts it on the clipboard and says so. */
export function startCopyButtons(onCopied: (button: HTMLElement) => void = () => {}): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    button.addEventListener('click', () => void copyFrom(button, onCopied));
  }
}

async function copyFrom(button: HTMLElement, onCopied: (button: HTMLElement) => void): Promise<void> {
  const { copy = '', copied = '', notCopied = '' } = button.dataset;
  const done = await copyText(copy);
  if (done) onCopied(button);
  answer(button, done ? copied : notCopied);
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // There is no clipboard without https, or it was refused: the old way may still do.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'unseen';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

/** The button keeps its width, so that nothing moves, and the live region beside it speaks. */
function answer(button: HTMLElement, sentence: string): void {
  const label = button.querySelector('span') ?? button;
  const before = button.dataset['label'] ?? label.textContent ?? '';
  button.dataset['label'] = before;
  button.style.minWidth = `${button.offsetWidth}px`;
  label.textContent = sentence;
  const live = button.nextElementSibling;
  if (live?.getAttribute('role') === 'status') live.textContent = sentence;
  setTimeout(() => {
    label.textContent = before;
    if (live?.getAttribute('role') === 'status') live.textContent = '';
  }, SHOWN);
}
