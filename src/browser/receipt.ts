import { startCopyButtons } from './copy.ts';
import { warnBeforeLeaving } from './leaving/leaving-warning.ts';

/** Warns once before the page is left while the receipt is neither copied, saved, printed nor noted. */
export function startReceipt(receipt: HTMLElement): void {
  const keep = warnBeforeLeaving();
  // Chrome asks nobody when the listener is gone before the event has ended, as it is with `once`.
  addEventListener('beforeunload', () => setTimeout(keep), { once: true });

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
