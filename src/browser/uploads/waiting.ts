import { openChoice } from '../choosing.ts';
import type { Wait } from '../chosen-list.ts';
import { element, fill, say } from '../dom.ts';
import { drawPanel } from '../panel.ts';
import { cutBy, type FileUpload, isStuck, isToBeChosen, percentOf } from './file-upload.ts';
import type { Pace } from './pace.ts';
import type { Queue } from './queue.ts';
import { type Speech, sentenceOfAll, whyOf } from './sentences.ts';
import type { Stalls } from './stalls.ts';

type WaitSetup = Wait & {
  queue: Queue;
  pace: Pace;
  stallsAmong: Stalls;
  speech: Speech;
  announce: (text: string) => void;
};

export type Waiting = {
  /** To be called after each change, and now and then. */
  look(): void;
  /** True once every file that is still in the list is through, or there are too many; false when the reader would rather not wait. */
  ended: Promise<boolean>;
};

/** “Send” waits for the uploads, says so in its panel, and asks what to do about a file that does not come through. */
export function waitForUploads(setup: WaitSetup): Waiting {
  const { queue, pace, stallsAmong, speech, announce, signal, lost } = setup;
  const { promise, resolve } = withResolver();
  const ways = startWays(queue);
  const tell = createTeller(announce);
  let isEnded = false;
  const end = (isThrough: boolean) => {
    isEnded = true;
    say(element('stuck', HTMLElement), '');
    ways.offer([], []);
    resolve(isThrough);
  };
  const look = () => {
    if (isEnded) return;
    const uploads = queue.all();
    const isThrough = !queue.isReading() && uploads.every(({ state }) => state.is === 'done');
    // What is beyond the limits would wait for ever; the form says so before it is sent.
    if (queue.isTooMuch() || isThrough) return end(true);
    const [stuck, stalled] = [uploads.filter(isStuck), stallsAmong(uploads)];
    const what = [lost, waitSentence(uploads, queue.isReading(), speech)].filter(Boolean).join(' ');
    const fault = stuckSentence(stuck, speech) || stalledSentence(stalled, speech);
    drawProgress(what, uploads, pace, speech);
    say(element('stuck', HTMLElement), fault);
    ways.offer(stuck, stalled);
    tell([what, fault]);
  };
  signal.addEventListener('abort', () => end(false));
  look();
  return { look, ended: promise };
}

/** What is seen is told, once it has changed; the numbers are left to those who see them. */
function createTeller(announce: (text: string) => void): (sentences: readonly string[]) => void {
  let told: readonly string[] = [''];
  return sentences => {
    const news = sentences.filter(sentence => !told.includes(sentence));
    told = ['', ...sentences];
    if (news.length > 0) announce(news.join(' '));
  };
}

const isMoving = (upload: FileUpload) => !isStuck(upload) && upload.state.is !== 'done';

/** What it waits for; empty when nothing moves by itself. */
function waitSentence(uploads: readonly FileUpload[], isReading: boolean, { words }: Speech): string {
  const moving = uploads.filter(isMoving);
  if (moving.some(({ state }) => state.is === 'paused')) return words.waitingPaused;
  const cut = cutBy(moving);
  if (cut !== null) return cut === 'line' ? words.waitingCut : words.waitingServer;
  if (moving.some(({ state }) => state.is !== 'reading')) return words.waitingToSend;
  return isReading ? words.preparing : '';
}

function drawProgress(what: string, all: readonly FileUpload[], pace: Pace, speech: Speech): void {
  const uploads = all.filter(upload => !isStuck(upload));
  if (!uploads.some(isMoving)) return drawPanel(what, null);
  const sum = (of: (upload: FileUpload) => number) =>
    uploads.reduce((total, upload) => total + of(upload), 0);
  const percent = percentOf(
    sum(upload => upload.arrived),
    sum(upload => upload.size),
  );
  const speed = sum(upload => pace.of(upload) ?? 0);
  drawPanel(what, percent, sentenceOfAll(uploads, speed, speech));
}

function stuckSentence(stuck: readonly FileUpload[], speech: Speech): string {
  const { words } = speech;
  const [first] = stuck;
  if (first === undefined) return '';
  if (stuck.length === 1) return fill(words.stuckOne, { name: first.name, why: whyOf(first, speech) });
  const isChosen = stuck.some(isToBeChosen);
  return fill(isChosen ? words.stuckManyChoose : words.stuckMany, { count: stuck.length });
}

function stalledSentence(stalled: readonly FileUpload[], { words }: Speech): string {
  const [first] = stalled;
  if (first === undefined) return '';
  if (stalled.length > 1) return fill(words.stalledMany, { count: stalled.length });
  return fill(words.stalledOne, { name: first.name });
}

/** The ways out beside waiting: to try again, and to send without what does not come through. */
function startWays(queue: Queue) {
  const again = element('again', HTMLButtonElement);
  const choose = element('choose', HTMLButtonElement);
  const without = element('without', HTMLButtonElement);
  const cancel = element('cancel', HTMLButtonElement);
  let stuck: readonly FileUpload[] = [];
  let all: readonly FileUpload[] = [];
  /** The focus must not fall off the page with its button. */
  const show = (button: HTMLButtonElement, isShown: boolean) => {
    if (!isShown && button === document.activeElement) cancel.focus();
    button.hidden = !isShown;
  };
  again.onclick = () => {
    cancel.focus();
    stuck.filter(upload => !isToBeChosen(upload)).forEach(queue.goOn);
  };
  choose.onclick = openChoice;
  without.onclick = () => {
    cancel.focus();
    all.forEach(queue.remove);
  };
  return {
    offer(nowStuck: readonly FileUpload[], stalled: readonly FileUpload[]) {
      [stuck, all] = [nowStuck, [...nowStuck, ...stalled]];
      show(
        again,
        stuck.some(upload => !isToBeChosen(upload)),
      );
      show(choose, stuck.some(isToBeChosen));
      show(without, all.length > 0);
      without.textContent = without.dataset[all.length > 1 ? 'many' : 'one'] ?? '';
    },
  };
}

function withResolver(): { promise: Promise<boolean>; resolve: (value: boolean) => void } {
  let resolve: (value: boolean) => void = () => {};
  const promise = new Promise<boolean>(done => {
    resolve = done;
  });
  return { promise, resolve };
}
