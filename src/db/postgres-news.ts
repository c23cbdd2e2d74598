import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { createNews, type News } from './news.ts';

const CHANNEL = 'jebo';

/**
 * Milliseconds between two tellings. PostgreSQL lets only one transaction at a time commit that tells something, so news
 * are told after the commit that they are about, all of the meantime at once: no intake waits for them.
 */
const PACE = 50;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 30_000;
/** A line that is silent for so long, milliseconds, is asked whether it is still there. */
const SILENCE = 10_000;

/**
 * News to all processes by LISTEN and NOTIFY (https://www.postgresql.org/docs/current/sql-notify.html), on a connection
 * of its own from the first that is told or heard. When it is lost it is made anew after growing waits, and then
 * everybody looks again.
 */
export function createPostgresNews(
  url: string,
  onConnectionLost: (error: Error) => void,
): News & { close(): Promise<void> } {
  const here = createNews();
  const untold = createUntold();
  const ending = new AbortController();
  let line: pg.Client | null = null;
  let listening: Promise<void> | null = null;

  async function listen() {
    for (let failures = 0; !ending.signal.aborted; failures++) {
      line = newLine(url);
      try {
        const ended = once(line, 'end');
        // A connection that is ended while it is being made says no more than this.
        const isThere = await Promise.race([connect(line, here.tell), ended.then(() => false)]);
        if (isThere) {
          failures = 0;
          here.missed();
          untold.sendBy(line);
        }
        await ended;
      } catch (error) {
        if (error instanceof Error && !ending.signal.aborted) onConnectionLost(error);
      }
      untold.sendBy(null);
      await line.end();
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
      await delay(wait, undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  }
  const begin = () => {
    listening ??= listen();
  };
  return {
    tell(topic, subject = '') {
      here.tell(topic, subject);
      untold.add(`${topic}:${subject}`);
      begin();
    },
    hear(topic, listener) {
      here.hear(topic, listener);
      begin();
    },
    async close() {
      ending.abort();
      await line?.end();
      await listening;
    },
  };
}

function newLine(url: string): pg.Client {
  const line = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENCE,
  });
  // Whoever waits for the end hears the first; a later one, unheard, would end the process.
  line.on('error', () => {});
  return line;
}

async function connect(line: pg.Client, tell: News['tell']): Promise<true> {
  await line.connect();
  const { rows } = await line.query<{ pid: number }>('select pg_backend_pid() as pid');
  line.on('notification', ({ processId, payload = '' }) => {
    // What we tell ourselves was heard here at once.
    if (processId === rows[0]?.pid) return;
    const [topic = '', subject] = payload.split(':');
    tell(topic, subject);
  });
  await line.query(`listen ${CHANNEL}`);
  return true;
}

/** What is still to be told to the other processes; said ten times meanwhile, it is told once. */
function createUntold() {
  const lines = new Set<string>();
  let sender: pg.Client | null = null;
  let isSending = false;

  const send = async () => {
    if (isSending) return;
    isSending = true;
    while (sender !== null && lines.size > 0) {
      const all = [...lines];
      lines.clear();
      await sender
        .query('select pg_notify($1, line) from unnest($2::text[]) as line', [CHANNEL, all])
        // The line is broken: its end tells of it, and another one sends them.
        .catch(() => {
          for (const line of all) lines.add(line);
        });
      await delay(PACE, undefined, { ref: false });
    }
    isSending = false;
  };
  const begin = () => void send();
  return {
    add(line: string) {
      lines.add(line);
      begin();
    },
    sendBy(line: pg.Client | null) {
      sender = line;
      begin();
    },
  };
}
