import { element } from '../dom.ts';
import { startReceipt } from '../receipt.ts';
import { isForgotten } from '../session/session-value.ts';
import type { Arrived } from './answer.ts';

/** Where the receipt's page is. */
const SENT = '/sent';

/** For the receipt's page to come, milliseconds. */
const COMES_WITHIN = 5_000;

/**
 * Goes to the receipt's page, where it can be seen again for a while; where that page does not show it, as no cookie is kept
 * or the line is gone, it is shown here as the answer has brought it.
 */
export async function showArrival(arrived: Arrived, form: HTMLFormElement): Promise<void> {
  const isShown = arrived.page === '' || (await isShownByPage(arrived));
  if (isForgotten()) return;
  // Back must not bring the message and the phone number to the screen again.
  form.reset();
  if (isShown) location.replace(SENT);
  else showHere(arrived);
}

async function isShownByPage({ receipt }: Arrived): Promise<boolean> {
  const givingUp = new AbortController();
  const timer = setTimeout(() => givingUp.abort(), COMES_WITHIN);
  try {
    const page = await fetch(SENT, { signal: givingUp.signal });
    const text = await page.text();
    return receipt.split('-').every(group => text.includes(group));
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function showHere({ number, page }: Arrived): void {
  const { title, head, body } = new DOMParser().parseFromString(page, 'text/html');
  const style = head.querySelector('style');
  if (style !== null) document.querySelector('style')?.replaceWith(style);
  const main = element('main', HTMLElement);
  main.replaceChildren(...(body.querySelector('main')?.childNodes ?? []));
  // The form's own way to another language: without the form's style it would stand beside the link.
  for (const button of document.querySelectorAll('.keeping')) button.remove();
  document.title = title;

  const save = element('save', HTMLAnchorElement);
  const file = new Blob([save.dataset['file'] ?? ''], { type: 'text/plain;charset=utf-8' });
  save.href = URL.createObjectURL(file);
  save.download = `receipt-${number}.txt`;
  startReceipt(element('keep', HTMLElement));

  const heading = main.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
  scrollTo(0, 0);
}
