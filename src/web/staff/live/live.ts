import type { Request, Response } from 'express';
import type { Context } from '../../../context.ts';
import type { Viewer } from '../../../staff/access.ts';
import { seenAmong } from '../../../tips/list/live.ts';
import { todayIn } from '../../../tips/reminder-days.ts';
import { unavailable } from '../../../unavailable.ts';
import { calledBy } from './called-by.ts';
import { createNewsDesk, type News } from './news.ts';
import { createPresence, type Presence } from './presence.ts';
import { openStream, type Stream } from './stream.ts';

/** News that come within so many milliseconds are told together. */
const PACE = 300;
/** So often each stream says that it is there, and is asked whether it still may be. Milliseconds. */
const BEAT = 10_000;
/** Streams of one session: a browser's tabs share one, where they can. */
const MOST_STREAMS = 8;

type Listener = { raw: Request; response: Response; viewer: Viewer; credential: { id: string } };

type Watcher = {
  credential: string;
  stream: Stream;
  /** Who asks, by what holds now; null where they may no longer. */
  look(): Promise<Viewer | null>;
};

/** What staff's pages hear by themselves. */
export type Live = {
  presence: Pick<Presence, 'here' | 'gone'>;
  /** @throws {Refusal} `too-busy` where this session has too many. */
  open(listener: Listener, look: Watcher['look']): void;
  /** Ends all streams, and lets nobody in: a stop waits for none. */
  close(): Promise<void>;
};

type LiveContext = Pick<Context, 'database' | 'log' | 'clock' | 'settings'>;

/** `every`: milliseconds between two beats. */
export function createLive(context: LiveContext, { every = BEAT } = {}): Live {
  const { database, log } = context;
  const watchers = new Set<Watcher>();
  const tell = createTelling(() => tellAll());
  const news = createNewsDesk(database, tell.soon);
  const presence = createPresence(database, { onChange: news.noteLook });
  const isNewDay = watchDay(context);
  let isClosed = false;

  async function tellAll(): Promise<void> {
    const told = news.take();
    const seenBy = oncePerSession();
    for (const watcher of [...watchers]) {
      if (isClosed) return;
      await tellOne(context, presence, { watcher, viewer: await seenBy(watcher), told }).catch(error => {
        log.warn({ error }, 'a stream of news has ended');
        watcher.stream.end();
      });
    }
  }
  const beat = setInterval(() => {
    presence.sweep();
    if (isNewDay()) news.noteAll();
    for (const { stream } of watchers) stream.beat();
    // Nothing new: but who may no longer listen is found.
    if (watchers.size > 0) tell.soon();
  }, every).unref();

  return {
    presence,
    open({ raw, response, credential, viewer }, look) {
      const own = [...watchers].filter(watcher => watcher.credential === credential.id);
      // Whose browser went while it was asked who they are: no end of it will be told any more.
      if (response.closed) return;
      if (isClosed || own.length >= MOST_STREAMS) throw unavailable('too-busy');
      const stream = openStream(raw, response, () => void watchers.delete(watcher));
      const watcher: Watcher = { credential: credential.id, stream, look };
      watchers.add(watcher);
      for (const tip of presence.tipsOf(viewer.staffId)) news.noteLook(tip);
    },
    async close() {
      isClosed = true;
      clearInterval(beat);
      for (const { stream } of watchers) stream.end();
      await tell.stop();
    },
  };
}

/** Whether another day has begun since it was asked last: then other tips are due. */
function watchDay({ clock, settings }: LiveContext) {
  const today = () => todayIn(clock(), settings.newsroom.timeZone);
  let last = today();
  return () => {
    const before = last;
    last = today();
    return last !== before;
  };
}

/** Of those who watch in one session it is asked once. Whoever cannot be asked about is told nothing. */
function oncePerSession() {
  const asked = new Map<string, Promise<Viewer | null>>();
  return ({ credential, look }: Watcher): Promise<Viewer | null> => {
    const viewer = asked.get(credential) ?? look().catch(() => null);
    asked.set(credential, viewer);
    return viewer;
  };
}

type Telling = { watcher: Watcher; viewer: Viewer | null; told: News };

/** Only what this viewer may see, by what holds now. */
async function tellOne(
  context: Pick<Context, 'database'>,
  presence: Presence,
  { watcher: { stream }, viewer, told }: Telling,
): Promise<void> {
  if (viewer === null) return stream.end();
  if (told.missed) stream.send('again', {});
  const seen = await seenAmong(context, viewer, [...new Set([...told.came, ...told.changed])]);
  if (seen.length > 0)
    stream.send('tips', {
      came: seen.filter(number => told.came.has(number)),
      changed: seen.filter(number => !told.came.has(number)),
    });
  // Who looks is told to who looks at the same.
  const shared = [...told.looked].filter(tip => presence.lookers(tip).has(viewer.staffId));
  for (const number of await seenAmong(context, viewer, shared)) {
    const others = [...presence.lookers(number)].filter(id => id !== viewer.staffId);
    stream.send('presence', { number, people: await calledBy(context, others) });
  }
}

/** One after another, and at most once in `PACE`. */
function createTelling(tellAll: () => Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let telling: Promise<void> | null = null;
  let isMore = false;
  const soon = () => {
    isMore = telling !== null;
    if (telling !== null) return;
    timer ??= setTimeout(run, PACE).unref();
  };
  async function run() {
    timer = null;
    telling = tellAll();
    await telling;
    telling = null;
    if (isMore) soon();
  }
  return {
    soon,
    async stop() {
      clearTimeout(timer ?? undefined);
      await telling;
    },
  };
}
