import type { ChosenList, ChosenListSetup } from '../chosen-list.ts';
import { type FileUpload, isUnderWay } from './file-upload.ts';
import { type KeptUpload, keepUploads, keptUploads } from './kept-uploads.ts';
import { createNews } from './news.ts';
import { createPace } from './pace.ts';
import { createQueue, type Queue } from './queue.ts';
import { createRows } from './rows.ts';
import type { Speech } from './sentences.ts';
import { createStalls } from './stalls.ts';
import { type Waiting, waitForUploads } from './waiting.ts';

/** Numbers that change faster cannot be read; milliseconds. */
const TICK = 1_000;

/**
 * Files that travel ahead of the form, each as soon as it is chosen, and go on wherever they were stopped. This and all that
 * it needs is loaded with the first file.
 */
export function createUploads(setup: ChosenListSetup): ChosenList {
  const { announce } = setup;
  const words = setup.words.uploads;
  const speech: Speech = { words, lang: setup.lang, limits: setup.limits };
  const pace = createPace();
  const stallsAmong = createStalls();
  let waiting: Waiting | null = null;
  const { queue, end } = createShownQueue(setup, speech, pace, all => {
    stallsAmong(all);
    waiting?.look();
  });

  return {
    listed: queue.all,
    add: queue.add,
    anyUnkept: () => queue.all().some(upload => !isKeepable(upload)),
    anyUnderWay: () => queue.all().some(isUnderWay),
    async ready({ signal, lost }) {
      waiting = waitForUploads({ queue, pace, stallsAmong, speech, announce, signal, lost });
      const isThrough = await waiting.ended;
      waiting = null;
      return isThrough;
    },
    putInto(body) {
      for (const { state } of queue.all()) if (state.is === 'done') body.append('uploads', state.url);
    },
    async whatIsLost() {
      const lost = await queue.findLost();
      if (lost.length === 0) return null;
      const isInHand = lost.every(({ state }) => state.is !== 'to-be-chosen');
      return isInHand ? words.lostStartAgain : words.lostChooseAgain;
    },
    end,
  };
}

/** The queue as the page shows it, tells of it and keeps it over a reload. */
function createShownQueue(
  { words, limits, announce, onList, removeAtServer }: ChosenListSetup,
  speech: Speech,
  pace: ReturnType<typeof createPace>,
  onChange: (all: readonly FileUpload[]) => void,
): { queue: Queue; end: () => void } {
  let isEnded = false;
  const keep = () => keepUploads(isEnded ? [] : queue.all().filter(isKeepable).map(whatIsKept));
  const changed = () => {
    keep();
    warnBeforeLeaving(!isEnded && queue.all().some(isUnderWay));
    onChange(queue.all());
  };
  const news = createNews({ speech, queue: () => queue, announce });
  const queue: Queue = createQueue(limits, {
    onList() {
      rows.drawList();
      onList();
      changed();
    },
    onState(upload, before) {
      pace.note(upload);
      rows.drawOne(upload);
      rows.drawAll();
      news(upload, before);
      changed();
    },
    onHeard(upload) {
      rows.drawOne(upload);
      keep();
    },
    onDropped: removeAtServer,
  });
  const rows = createRows({ words, speech, pace, queue: () => queue, announce });
  setInterval(() => {
    if (!queue.all().some(isUnderWay)) return;
    for (const upload of queue.all()) pace.note(upload);
    rows.drawNumbers();
    onChange(queue.all());
  }, TICK);
  addEventListener('pagehide', keep);
  // Before anything of this page is kept again: another page may have taken out or finished what this one remembers.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) queue.restore(keptUploads());
  });
  wakeUp(queue.kick);
  queue.restore(keptUploads());
  void queue.refresh();
  const end = () => {
    isEnded = true;
    queue.stop();
    changed();
  };
  return { queue, end };
}

/** What could not be read would not be known again after a reload. */
const isKeepable = ({ digest }: FileUpload) => digest !== null;

const whatIsKept = ({ name, size, type, digest, arrived, state }: FileUpload): KeptUpload => ({
  ...{ name, size, type, digest, arrived },
  url: state.url,
  isDone: state.is === 'done',
});

/** A line that is back, or a phone that was taken out of the pocket, is used at once. */
function wakeUp(kick: () => void): void {
  addEventListener('online', kick);
  addEventListener('pageshow', kick);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') kick();
  });
}

const warn = (event: Event) => event.preventDefault();

/** A tab that is closed forgets what was half way. */
function warnBeforeLeaving(isUnderWay: boolean): void {
  if (isUnderWay) addEventListener('beforeunload', warn);
  else removeEventListener('beforeunload', warn);
}
