import { z } from 'zod';
import { whenDone } from './cleanup.ts';
import { PASSWORD } from './world.ts';

const tips = z.object({ came: z.array(z.number()), changed: z.array(z.number()) });
const presence = z.object({ number: z.number(), people: z.array(z.string()) });

/** What one stream has told so far. */
export type Heard = {
  came: number[];
  changed: number[];
  /** Who looked last at each tip beside oneself. */
  beside: Map<number, string[]>;
  /** Settles when the desk has ended the stream: `ended`, or `cut`. */
  end: Promise<'ended' | 'cut'>;
};

/** The cookie of a member of staff who has an account. */
export async function cookieOf(url: string, origin: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/admin/login`, {
    method: 'POST',
    body: new URLSearchParams({ email, password: PASSWORD }),
    headers: { Origin: origin },
    redirect: 'manual',
  });
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}

/** Resolves once the desk listens to what is to be told. */
export async function hearLive(url: string, cookie: string): Promise<Heard> {
  const hanging = new AbortController();
  whenDone(async () => hanging.abort());
  const answer = await fetch(`${url}/admin/live`, { headers: { cookie }, signal: hanging.signal });
  if (answer.status !== 200 || answer.body === null) throw new Error(`answered ${answer.status}`);
  const heard: Omit<Heard, 'end'> = { came: [], changed: [], beside: new Map() };
  const end = read(answer.body, heard).then(
    () => 'ended' as const,
    () => 'cut' as const,
  );
  return { ...heard, end };
}

async function read(body: ReadableStream<Uint8Array>, heard: Omit<Heard, 'end'>): Promise<void> {
  let unread = '';
  const decoder = new TextDecoder();
  for await (const piece of body) {
    const events = (unread + decoder.decode(piece, { stream: true })).split('\n\n');
    unread = events.pop() ?? '';
    for (const event of events) {
      const [, name, data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
      if (name === 'tips') {
        const { came, changed } = tips.parse(JSON.parse(data));
        heard.came.push(...came);
        heard.changed.push(...changed);
      }
      if (name === 'presence') {
        const { number, people } = presence.parse(JSON.parse(data));
        heard.beside.set(number, people);
      }
    }
  }
}
