import { element, say } from '../dom.ts';
import { drawPanel } from '../sending/progress-panel.ts';
import { openFilePicker } from './file-picker.ts';

type Setup = {
  /** How many files cannot be read, and what is said of them. */
  count: () => number;
  sentence: () => string;
  /** Takes those files out. */
  remove: () => void;
  announce: (text: string) => void;
  /** The reader would rather not wait. */
  signal: AbortSignal;
};

export type UnreadWait = {
  /** After a file came or went. */
  update(): void;
  /** True once the rest can be sent. */
  ended: Promise<boolean>;
};

/** “Send” asks in its panel what to do about files that cannot be read: choose them again, or send without them. */
export function waitForUnread({ count, sentence, remove, announce, signal }: Setup): UnreadWait {
  const cancel = element('cancel', HTMLButtonElement);
  const choose = element('choose', HTMLButtonElement);
  const without = element('without', HTMLButtonElement);
  let resolve: (isThrough: boolean) => void = () => {};
  const ended = new Promise<boolean>(done => {
    resolve = done;
  });
  const draw = (isAsked: boolean) => {
    // The focus must not fall off the page with its button.
    if (!isAsked && [choose, without].some(button => button === document.activeElement)) cancel.focus();
    say(element('stuck', HTMLElement), isAsked ? sentence() : '');
    choose.hidden = !isAsked;
    without.hidden = !isAsked;
    without.textContent = without.dataset[count() > 1 ? 'many' : 'one'] ?? '';
  };
  const update = () => {
    draw(count() > 0 && !signal.aborted);
    if (count() === 0 || signal.aborted) resolve(!signal.aborted);
  };
  choose.onclick = openFilePicker;
  without.onclick = remove;
  signal.addEventListener('abort', update);
  drawPanel('', null);
  update();
  if (count() > 0) announce(sentence());
  return { update, ended };
}
