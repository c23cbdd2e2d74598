import { element, fill, say } from '../dom.ts';
import { type FileUpload, isStuck, percentOf } from './file-upload.ts';
import type { Pace } from './pace.ts';
import type { Queue } from './queue.ts';
import { type Speech, sentenceOfAll } from './sentences.ts';

type WaitSetup = { queue: Queue; pace: Pace; speech: Speech; announce: (text: string) => void };

export type Waiting = {
  /** To be called after each change. */
  look(): void;
  /** True once every file that is still in the list is through, or there are too many; false when the reader would rather not wait. */
  ended: Promise<boolean>;
};

/** “Send” waits for the uploads, says so in its panel, and asks what to do about a file that does not come through. */
export function waitForUploads({ queue, pace, speech, announce }: WaitSetup): Waiting {
  const { words } = speech;
  const again = element('again', HTMLButtonElement);
  const without = element('without', HTMLButtonElement);
  const cancel = element('cancel', HTMLButtonElement);
  const { promise, resolve } = withResolver();
  const end = (isThrough: boolean) => {
    say(element('stuck', HTMLElement), '');
    element('progress', HTMLProgressElement).hidden = false;
    hide([again, without], cancel);
    resolve(isThrough);
  };
  let told = '';
  const look = () => {
    const uploads = queue.all();
    const isThrough = !queue.isReading() && uploads.every(({ state }) => state.is === 'done');
    // What is beyond the limits would wait for ever; the form says so before it is sent.
    if (queue.isTooMuch() || isThrough) return end(true);
    const stuck = uploads.filter(isStuck);
    const sentence = stuckSentence(stuck, speech);
    say(element('stuck', HTMLElement), sentence);
    if (sentence !== told) announce(sentence);
    told = sentence;
    without.hidden = stuck.length === 0;
    hide(stuck.some(({ state }) => state.is === 'failed') ? [] : [again], cancel);
    again.hidden = !stuck.some(({ state }) => state.is === 'failed');
    drawProgress(uploads, pace, speech);
  };

  cancel.onclick = () => end(false);
  again.onclick = () => {
    cancel.focus();
    queue.all().filter(isStuck).forEach(queue.goOn);
  };
  without.onclick = () => {
    cancel.focus();
    queue.all().filter(isStuck).forEach(queue.remove);
  };
  announce(words.waitingToSend);
  look();
  return { look, ended: promise };
}

function drawProgress(uploads: readonly FileUpload[], pace: Pace, speech: Speech): void {
  const moving = uploads.filter(upload => !isStuck(upload));
  const sum = (of: (upload: FileUpload) => number) => moving.reduce((all, upload) => all + of(upload), 0);
  const isMoving = moving.some(({ state }) => state.is !== 'done');
  const isPaused = moving.some(({ state }) => state.is === 'paused');
  const isCut = !isPaused && moving.some(({ state }) => state.is === 'interrupted');
  const { waitingPaused, waitingCut, waitingToSend, preparing } = speech.words;
  const isRead = moving.every(({ state }) => state.is === 'done' || state.is === 'reading');
  const what = isPaused ? waitingPaused : isCut ? waitingCut : isRead ? preparing : waitingToSend;
  const bar = element('progress', HTMLProgressElement);
  bar.hidden = !isMoving;
  bar.value = percentOf(
    sum(upload => upload.arrived),
    sum(upload => upload.size),
  );
  const speed = sum(upload => pace.of(upload) ?? 0);
  say(element('sending-what', HTMLElement), isMoving ? what : '');
  say(element('percent', HTMLElement), isMoving ? sentenceOfAll(moving, speed, speech) : '');
}

function stuckSentence(stuck: readonly FileUpload[], { words }: Speech): string {
  const [first] = stuck;
  if (first === undefined) return '';
  const what =
    stuck.length === 1
      ? fill(words.stuckOne, { name: first.name })
      : fill(words.stuckMany, { count: stuck.length });
  return stuck.some(({ state }) => state.is === 'to-be-chosen') ? `${what} ${words.stuckChoose}` : what;
}

/** The focus must not fall off the page with its button. */
function hide(buttons: readonly HTMLButtonElement[], next: HTMLButtonElement): void {
  for (const button of buttons) {
    if (button === document.activeElement) next.focus();
    button.hidden = true;
  }
}

function withResolver(): { promise: Promise<boolean>; resolve: (value: boolean) => void } {
  let resolve: (value: boolean) => void = () => {};
  const promise = new Promise<boolean>(done => {
    resolve = done;
  });
  return { promise, resolve };
}
