import { totalSize, type Wait } from '../../chosen-files/chosen-list.ts';
import { openFilePicker } from '../../chosen-files/file-picker.ts';
import { element, fill, make, say } from '../../dom.ts';
import { drawPanel } from '../../sending/progress-panel.ts';
import {
  type FileUpload,
  interruptedBy,
  isStuck,
  isToBeChosen,
  percentOf,
  totalArrived,
} from '../file-upload.ts';
import type { Queue } from '../queue/queue.ts';
import type { Speeds } from '../speeds.ts';
import type { StalledDetector } from '../stalled.ts';
import { sentenceOfAll, type Texts, whyOf } from './messages.ts';

type WaitSetup = Wait & {
  queue: Queue;
  speeds: Speeds;
  stalledAmong: StalledDetector;
  texts: Texts;
  announce: (text: string) => void;
};

export type SendWait = {
  /** To be called after each change, and now and then. */
  update(): void;
  /** True once every file that is still in the list is through, or there are too many; false when the reader would rather not wait. */
  ended: Promise<boolean>;
};

/** “Send” waits for the uploads, says so in its panel, and asks what to do about a file that does not come through. */
export function waitForUploads(setup: WaitSetup): SendWait {
  const { queue, speeds, stalledAmong, texts, announce, signal, lost } = setup;
  const { promise, resolve } = withResolver();
  const buttons = startButtons(queue);
  const announceNew = createAnnouncer(announce);
  let isEnded = false;
  const end = (isThrough: boolean) => {
    isEnded = true;
    say(element('stuck', HTMLElement), '');
    buttons.offer([], []);
    resolve(isThrough);
  };
  const update = () => {
    if (isEnded) return;
    const uploads = queue.all();
    const isThrough = !queue.isReading() && uploads.every(({ state }) => state.is === 'done');
    // What is beyond the limits would wait for ever; the form says so before it is sent.
    if (queue.isTooMuch() || isThrough) return end(true);
    const [stuck, stalled] = [uploads.filter(isStuck), stalledAmong(uploads)];
    const what = [lost, waitSentence(uploads, queue.isReading(), texts)].filter(Boolean).join(' ');
    const fault = stuckSentence(stuck, texts) || stalledSentence(stalled, texts);
    drawProgress(what, uploads, speeds, texts);
    say(element('stuck', HTMLElement), fault);
    buttons.offer(stuck, stalled);
    announceNew([what, fault]);
  };
  signal.addEventListener('abort', () => end(false));
  update();
  return { update, ended: promise };
}

/** Announces what is shown, once it has changed; the numbers are left to those who see them. */
function createAnnouncer(announce: (text: string) => void): (sentences: readonly string[]) => void {
  let last: readonly string[] = [''];
  return sentences => {
    const fresh = sentences.filter(sentence => !last.includes(sentence));
    last = ['', ...sentences];
    if (fresh.length > 0) announce(fresh.join(' '));
  };
}

const isMoving = (upload: FileUpload) => !isStuck(upload) && upload.state.is !== 'done';

/** What it waits for; empty when nothing moves by itself. */
function waitSentence(uploads: readonly FileUpload[], isReading: boolean, { words }: Texts): string {
  const moving = uploads.filter(isMoving);
  if (moving.some(({ state }) => state.is === 'paused')) return words.waitingPaused;
  const interrupted = interruptedBy(moving);
  if (interrupted !== null) return interrupted === 'line' ? words.waitingCut : words.waitingServer;
  if (moving.some(({ state }) => state.is !== 'reading')) return words.waitingToSend;
  return isReading ? words.preparing : '';
}

function drawProgress(what: string, all: readonly FileUpload[], speeds: Speeds, texts: Texts): void {
  const uploads = all.filter(upload => !isStuck(upload));
  if (!uploads.some(isMoving)) return drawPanel(what, null);
  const percent = percentOf(totalArrived(uploads), totalSize(uploads));
  drawPanel(what, percent, sentenceOfAll(uploads, speeds.ofAll(uploads), texts));
}

function stuckSentence(stuck: readonly FileUpload[], texts: Texts): string {
  const { words } = texts;
  const [first] = stuck;
  if (first === undefined) return '';
  if (stuck.length === 1) return fill(words.stuckOne, { name: first.name, why: whyOf(first, texts) });
  const isChosen = stuck.some(isToBeChosen);
  return fill(isChosen ? words.stuckManyChoose : words.stuckMany, { count: stuck.length });
}

function stalledSentence(stalled: readonly FileUpload[], { words }: Texts): string {
  const [first] = stalled;
  if (first === undefined) return '';
  if (stalled.length > 1) return fill(words.stalledMany, { count: stalled.length });
  return fill(words.stalledOne, { name: first.name });
}

/** What can be done beside waiting: to try again, and to send without what does not come through. */
function startButtons(queue: Queue) {
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
    stuck.filter(upload => !isToBeChosen(upload)).forEach(queue.resume);
  };
  choose.onclick = openFilePicker;
  without.onclick = () => {
    cancel.focus();
    for (const { name } of all) tellReceipt(name);
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

/** The receipt says which files did not come. */
const tellReceipt = (value: string) =>
  element('send', HTMLButtonElement).form?.append(
    make('input', '', { type: 'hidden', name: 'left_out', value }),
  );

function withResolver(): { promise: Promise<boolean>; resolve: (value: boolean) => void } {
  let resolve: (value: boolean) => void = () => {};
  const promise = new Promise<boolean>(done => {
    resolve = done;
  });
  return { promise, resolve };
}
