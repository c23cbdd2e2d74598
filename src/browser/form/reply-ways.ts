import { element } from '../dom.ts';

const WAYS = ['phone', 'email', 'chat'] as const;

/**
 * Whoever writes down a phone number most likely wants to be called: its box is ticked with the first letter, and
 * unticked with the last, until the reader has ticked one by hand.
 */
export function startReplyWays(form: HTMLFormElement): void {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('[name="reply_by"]')];
  const boxOf = (way: string) => boxes.find(box => box.value === way);
  const isFilled = (way: string) => element(way, HTMLInputElement).value.trim() !== '';
  // What was restored shows it too: boxes and fields that do not agree were ticked by hand.
  let isByHand = boxOf('none')?.checked === true || WAYS.some(way => isFilled(way) !== boxOf(way)?.checked);

  form.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === 'reply_by') {
      isByHand = true;
      if (target.checked) standAlone(target, boxes);
      return;
    }
    const box = boxOf(target.name);
    if (box !== undefined && !isByHand) box.checked = isFilled(target.name);
  });
}

/** “I stay anonymous” and a way to be reached shut each other out. */
function standAlone(ticked: HTMLInputElement, boxes: readonly HTMLInputElement[]): void {
  for (const box of boxes) {
    if ((box.value === 'none') !== (ticked.value === 'none')) box.checked = false;
  }
}
