import { browser as en } from '../../i18n/en/browser.ts';
import { browser as ko } from '../../i18n/ko/browser.ts';
import type { Lang } from '../../i18n/lang.ts';
import type { ChosenList, ChosenListSetup, TakenOut } from '../chosen-files/chosen-list.ts';
import { type KeptUpload, keepUploads, keptUploads } from '../chosen-files/kept-uploads.ts';
import { warnBeforeLeaving } from '../leaving/leaving-warning.ts';
import type { UploadWords } from '../page-data.ts';
import { type FileUpload, isUnderWay } from './file-upload.ts';
import { createQueue } from './queue/create-queue.ts';
import type { Queue } from './queue/queue.ts';
import { createSpeeds, type Speeds } from './speeds.ts';
import { createStalledDetector } from './stalled.ts';
import { createAnnouncer } from './view/announcements.ts';
import { createUploadList } from './view/list.ts';
import type { Texts } from './view/messages.ts';
import { type SendWait, waitForUploads } from './view/send-wait.ts';

/** Not in the page, which must be short. */
const WORDS: Readonly<Record<Lang, UploadWords>> = { ko: ko.uploads, en: en.uploads };

/** Numbers that change faster cannot be read; milliseconds. */
const TICK = 1_000;

/**
 * Files that travel ahead of the form, each as soon as it is chosen, and go on wherever they were stopped. This and all that
 * it needs is loaded with the first file.
 */
export function createUploads(setup: ChosenListSetup): ChosenList {
  const { lang, limits, announce } = setup;
  const words = WORDS[lang];
  const cleaned = (upload: FileUpload) => (setup.isCleaned(upload) ? setup.words.cleaning.done : '');
  const texts: Texts = { words, lang, limits, cleaned };
  const speeds = createSpeeds();
  const stalledAmong = createStalledDetector();
  let wait: SendWait | null = null;
  const { queue, end } = createShownQueue(
    { ...setup, isAwaited: () => wait !== null },
    texts,
    speeds,
    all => {
      stalledAmong(all);
      wait?.update();
    },
  );

  return {
    listed: queue.all,
    add: queue.add,
    takeOut: which =>
      queue
        .all()
        .filter(which)
        .map(upload => takeOut(queue, upload)),
    anyUnkept: () => queue.all().some(upload => !isKeepable(upload)),
    anyUnderWay: () => queue.all().some(isUnderWay),
    async ready({ signal, lost }) {
      wait = waitForUploads({ queue, speeds, stalledAmong, texts, announce, signal, lost });
      const isThrough = await wait.ended;
      wait = null;
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

function takeOut(queue: Queue, upload: FileUpload): TakenOut {
  const { state, name } = upload;
  queue.remove(upload);
  return { name, file: state.is === 'to-be-chosen' ? null : state.file };
}

type OnChange = (all: readonly FileUpload[]) => void;

type ShownSetup = ChosenListSetup & { isAwaited: () => boolean };

/** The queue as the page shows it, announces it and keeps it over a reload. */
function createShownQueue(setup: ShownSetup, texts: Texts, speeds: Speeds, onChange: OnChange) {
  let isEnded = false;
  const warn = createWarning();
  const keep = () => keepUploads(isEnded ? [] : queue.all().filter(isKeepable).map(whatIsKept));
  const changed = () => {
    keep();
    warn(!isEnded && queue.all().some(isUnderWay));
    onChange(queue.all());
  };
  const queue: Queue = createQueue(setup.limits, {
    onList() {
      list.drawList();
      setup.onList();
      changed();
    },
    onState(upload, before) {
      speeds.note(upload);
      list.drawState(upload);
      announceState(upload, before);
      changed();
    },
    onServerState(upload) {
      list.drawOne(upload);
      keep();
    },
    onDropped: setup.removeAtServer,
  });
  const list = createUploadList({ ...setup, texts, speeds, queue });
  const announceState = createAnnouncer({ ...setup, texts, queue });
  whileUnderWay(queue, () => {
    queue.all().forEach(speeds.note);
    list.drawNumbers();
    onChange(queue.all());
  });
  restoreKept(queue, keep);
  const end = () => {
    isEnded = true;
    queue.stop();
    changed();
  };
  return { queue, end };
}

function whileUnderWay(queue: Queue, work: () => void): void {
  setInterval(() => {
    if (queue.all().some(isUnderWay)) work();
  }, TICK);
}

function restoreKept(queue: Queue, keep: () => void): void {
  addEventListener('pagehide', keep);
  // Before anything of this page is kept again: another page may have taken out or finished what this one remembers.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) queue.restore(keptUploads());
  });
  retryOnWake(queue.retryNow);
  queue.restore(keptUploads());
  void queue.refresh();
}

/** What could not be read would not be known again after a reload. */
const isKeepable = ({ digest }: FileUpload) => digest !== null;

const whatIsKept = ({ name, size, type, digest, arrived, state }: FileUpload): KeptUpload => ({
  ...{ name, size, type, digest, arrived },
  url: state.url,
  isDone: state.is === 'done',
});

/** A line that is back, or a phone that was taken out of the pocket, is used at once. */
function retryOnWake(retryNow: () => void): void {
  addEventListener('online', retryNow);
  addEventListener('pageshow', retryNow);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') retryNow();
  });
}

/** A tab that is closed forgets what was half way. */
function createWarning(): (isUnderWay: boolean) => void {
  let stop: (() => void) | null = null;
  return isUnderWay => {
    if (isUnderWay) stop ??= warnBeforeLeaving();
    else {
      stop?.();
      stop = null;
    }
  };
}
