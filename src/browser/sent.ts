import { startCopyButtons } from './copy.ts';

/** The receipt's page, and every other page of readers whose channels have a copy button. */
function start(): void {
  document.documentElement.classList.add('has-script');
  const receipt = document.getElementById('keep');
  if (receipt === null) startCopyButtons();
  else startReceipt(receipt);
}

/** Warns once before the page is left while the receipt is neither copied, saved, printed nor noted. */
function startReceipt(receipt: HTMLElement): void {
  const keep = () => removeEventListener('beforeunload', warn);
  const warn = (event: Event) => {
    event.preventDefault();
    // Chrome asks nobody when the listener is gone before the event has ended, as it is with `once`.
    setTimeout(keep);
  };
  addEventListener('beforeunload', warn);

  startCopyButtons(button => {
    if (receipt.contains(button)) keep();
  });
  receipt.querySelector('#save')?.addEventListener('click', keep);
  receipt.querySelector('#noted')?.addEventListener('change', keep);
  receipt.querySelector('#print')?.addEventListener('click', () => {
    keep();
    print();
  });
}

start();
