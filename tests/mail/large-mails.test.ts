import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { whenDone } from '../support/cleanup.ts';
import { MINUTE } from '../support/clock.ts';
import { freePort } from '../support/free-port.ts';
import { waitFor } from '../support/wait-for.ts';
import { aTip, createMailWorld } from './mail-world.ts';

const KB = 1_000;

type Taken = { parsed: ParsedMail; bytes: number; said: number };
type Given = {
  /** At EHLO. */
  size?: number;
  /** Milliseconds after which one that says nothing is given up; generous, unless a test waits for that. */
  silence?: number;
  /** What it does with so many bytes, within DATA. */
  onData?(bytes: number): 'take' | 'cut' | 'hang' | { code: number; text: string };
};

/** A server that says how much it takes, and does with a mail as it is told. */
async function createPeer(given: Given = {}) {
  const taken: Taken[] = [];
  const tried: number[] = [];
  const peer = { ...given };
  const listener = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    ...(given.size !== undefined && { size: given.size }),
    async onData(stream, { envelope, remotePort }, answer) {
      const raw = await buffer(stream).catch(() => Buffer.alloc(0));
      tried.push(raw.length);
      const does = peer.onData?.(raw.length) ?? 'take';
      if (does === 'cut') return sockets.get(remotePort)?.destroy();
      if (does === 'hang') return;
      if (does !== 'take') return answer(Object.assign(new Error(does.text), { responseCode: does.code }));
      const args = envelope.mailFrom === false ? {} : envelope.mailFrom.args;
      const said = Number(Object.entries(Object(args)).find(([name]) => name === 'SIZE')?.[1] ?? 0);
      taken.push({ parsed: await simpleParser(raw), bytes: raw.length, said });
      answer();
    },
  });
  const sockets = new Map<number | undefined, { destroy(): void }>();
  listener.server.on('connection', socket => sockets.set(socket.remotePort, socket));
  listener.on('error', () => {});
  const port = await freePort();
  await once(listener.listen(port, '127.0.0.1'), 'listening');
  whenDone(async () => {
    for (const socket of sockets.values()) socket.destroy();
    await new Promise<void>(resolve => listener.close(resolve));
  });
  const { silence } = given;
  const timeouts = silence === undefined ? {} : { silence };
  const world = await createMailWorld({ smtpUrl: `smtp://127.0.0.1:${port}`, timeouts });
  const jobs = world.start();
  return {
    ...{ peer, world, taken, tried },
    async send(number: number, ...sizes: number[]) {
      const files = await Promise.all(
        sizes.map((size, index) => world.aFile(`${index}.jpg`, Buffer.alloc(size, index))),
      );
      await world.enqueueMail(aTip({ number, files }));
    },
    attempts: (...attempts: number[]) =>
      waitFor(async () => {
        const rows = await world.rows();
        expect(rows.map(row => row.attempts)).toEqual(attempts);
        for (const row of rows) expect(row.settled_at).toBe(world.clock());
      }),
    later(minutes: number) {
      world.clock.move(minutes * MINUTE);
      jobs.wake();
    },
    arrived: (count: number) => waitFor(() => expect(taken).toHaveLength(count)),
  };
}

const namesOf = ({ parsed }: Taken) => parsed.attachments.map(({ filename }) => filename);
const numberOf = ({ parsed }: Taken) => Number(parsed.headers.get('x-jebo-tip'));

test('A mail too large for what the server said at EHLO loses its largest files before it is sent', async () => {
  const { send, arrived, taken, tried } = await createPeer({ size: 300 * KB });
  await send(1, 100 * KB, 150 * KB, 60 * KB);
  await arrived(1);
  expect(taken.map(namesOf)).toEqual([['0.jpg', '2.jpg']]);
  expect(tried).toHaveLength(1);
  const [mail] = taken;
  expect(mail?.said).toBeGreaterThanOrEqual(mail?.bytes ?? 0);
  expect(mail?.said).toBeLessThan((mail?.bytes ?? 0) * 1.05);
  expect(mail?.parsed.text).toMatch(/1\.jpg\n {2}146KB · 제보 화면에서 받으세요/);
});

test('What a mail says of its size is never less than it is, whatever its words and names', async () => {
  const { world, arrived, taken } = await createPeer({ size: 10_000 * KB });
  const files = await Promise.all(
    ['가'.repeat(300), '🔥'.repeat(300), 'a"b'.repeat(100), '%'.repeat(300), 'a'].map(name =>
      world.aFile(`${name}.jpg`, Buffer.from('x')),
    ),
  );
  const words = ['가\n'.repeat(9_000), '\n'.repeat(9_000), '🔥&<'.repeat(3_000), ''];
  for (const [index, message] of words.entries())
    await world.enqueueMail(aTip({ number: index + 1, message, headline: `${'가🔥'.repeat(80)}`, files }));
  await arrived(words.length);
  for (const { said, bytes } of taken) expect(said).toBeGreaterThanOrEqual(bytes);
});

test.each([
  { code: 552, text: '5.3.4 Message too big' },
  { code: 552, text: "5.2.3 Your message exceeded Google's message size limits" },
  { code: 554, text: 'message size limit exceeded' },
])('After $code $text the largest files become links, one by one', async answer => {
  const { send, arrived, taken, tried } = await createPeer({
    onData: bytes => (bytes > 150 * KB ? answer : 'take'),
  });
  await send(1, 60 * KB, 90 * KB, 70 * KB, 20 * KB);
  await arrived(1);
  expect(taken.map(namesOf)).toEqual([['0.jpg', '3.jpg']]);
  expect(tried).toHaveLength(3);
});

test.each([
  ['cut', 'cut'],
  ['silence', 'hang'],
  ['4xx', { code: 451, text: '4.3.0 Try again' }],
] as const)('After two failures by %s within DATA a mail goes with links alone', async (_what, does) => {
  const { send, attempts, later, arrived, taken, world } = await createPeer({
    silence: 4_000,
    onData: bytes => (bytes > 100 * KB ? does : 'take'),
  });
  await send(1, 90 * KB);
  await attempts(1);
  later(1);
  await attempts(2);
  expect(taken).toEqual([]);
  later(1);
  await arrived(1);
  expect(taken.map(namesOf)).toEqual([[]]);
  expect(taken[0]?.parsed.messageId).toBe('<tip-1.1.k3m9@desk.example.kr>');
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ state: 'done', attempts: 3 }]));
});

test('A server that breaks off all mails costs none its files', async () => {
  const { peer, send, attempts, later, arrived, taken } = await createPeer({ onData: () => 'cut' });
  await send(1, 90 * KB);
  await send(2);
  await send(3, 90 * KB);
  for (let attempt = 1; attempt <= 5; attempt++) {
    await attempts(attempt, attempt, attempt);
    if (attempt < 5) later(15);
  }
  peer.onData = () => 'take';
  later(15);
  await arrived(3);
  const found = taken.toSorted((one, other) => numberOf(one) - numberOf(other)).map(namesOf);
  expect(found).toEqual([['0.jpg'], [], ['0.jpg']]);
});

test('A server that is down for all costs no mail its files', async () => {
  const { peer, send, attempts, later, arrived, taken, tried } = await createPeer({
    onData: () => ({ code: 421, text: '4.3.2 Shutting down' }),
  });
  await send(1, 90 * KB);
  await waitFor(() => expect(tried).toHaveLength(1));
  await attempts(1);
  expect(taken).toEqual([]);
  peer.onData = () => 'take';
  later(1);
  await arrived(1);
  expect(taken.map(namesOf)).toEqual([['0.jpg']]);
});
