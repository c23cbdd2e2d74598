import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { createBackoff } from '../../backoff.ts';
import { createPubSub, type PubSub } from '../notify.ts';
import type { Troubles } from '../troubles.ts';
import { awayAtConnecting } from './away.ts';
import { greet } from './pool.ts';

const CHANNEL = 'jebo';

/**
 * Milliseconds between two notifications. PostgreSQL lets only one transaction at a time commit that notifies, so it is done
 * after the commit that it is about, for all of the meantime at once: no intake waits for it.
 */
const PACE = 50;
const waitAfter = createBackoff({ first: 250, longest: 30_000 });
/** A line that is silent for so long, milliseconds, is asked whether it is still there. */
const SILENCE = 10_000;

/**
 * Between all processes by LISTEN and NOTIFY (https://www.postgresql.org/docs/current/sql-notify.html), on a connection of
 * its own from the first that is published or subscribed to. When it is lost it is made anew after growing waits, and then
 * everybody looks again.
 */
export function createPostgresPubSub(
  url: string,
  onConnectionLost: (error: Error) => void,
  troubles: Troubles,
): PubSub & { close(): Promise<void> } {
  const here = createPubSub();
  const unsent = createUnsent();
  const ending = new AbortController();
  let line: pg.Client | null = null;
  let listening: Promise<void> | null = null;

  async function listen() {
    for (let failures = 1; !ending.signal.aborted; failures++) {
      line = newLine(url);
      // What keeps a line from being made keeps others from being made too, and is told once.
      let lost = (error: Error) => troubles.note(awayAtConnecting(error));
      try {
        const ended = once(line, 'end');
        // A connection that is ended while it is being made says no more than this.
        const isThere = await Promise.race([connect(line, here.publish), ended.then(() => false)]);
        if (isThere) {
          failures = 1;
          lost = onConnectionLost;
          here.missed();
          unsent.sendBy(line);
        }
        await ended;
      } catch (error) {
        if (error instanceof Error && !ending.signal.aborted) lost(error);
      }
      unsent.sendBy(null);
      await line.end();
      await delay(waitAfter(failures), undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  }
  const begin = () => {
    listening ??= listen();
  };
  return {
    publish(topic, subject = '') {
      here.publish(topic, subject);
      unsent.add(`${topic}:${subject}`);
      begin();
    },
    subscribe(topic, listener) {
      here.subscribe(topic, listener);
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

async function connect(line: pg.Client, publish: PubSub['publish']): Promise<true> {
  await line.connect();
  await greet(line);
  const { rows } = await line.query<{ pid: number }>('select pg_backend_pid() as pid');
  line.on('notification', ({ processId, payload = '' }) => {
    // What we publish was heard here at once.
    if (processId === rows[0]?.pid) return;
    const [topic = '', subject] = payload.split(':');
    publish(topic, subject);
  });
  await line.query(`listen ${CHANNEL}`);
  return true;
}

/** What the other processes are still to hear; published ten times meanwhile, it is sent once. */
function createUnsent() {
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
        // The line is broken: its end is noticed, and another one sends them.
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
