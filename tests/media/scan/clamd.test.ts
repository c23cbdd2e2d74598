import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { createClamdScanner, NoVerdict } from '../../../src/media/scan/clamd.ts';
import { type ClamdPeer, createClamdPeer, MALWARE, MALWARE_NAME } from '../../support/clamd.ts';
import { whenDone } from '../../support/cleanup.ts';
import { memoryInUse } from '../../support/memory-in-use.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { waitFor } from '../../support/wait-for.ts';

const MB = 1024 * 1024;
const { signal } = new AbortController();

let clamd: ClamdPeer;
beforeAll(async () => {
  clamd = await createClamdPeer();
});

/** A file of so many bytes that tells how many were asked of it, and says so before each part. */
function aFile(size: number, beforePart: (taken: number) => void = () => {}) {
  const file = { taken: 0, stream: Readable.from(parts(), { objectMode: false }) };
  function* parts() {
    const part = Buffer.alloc(64 * 1024, 'x');
    while (file.taken < size) {
      beforePart(file.taken);
      file.taken += part.length;
      yield part;
    }
  }
  return file;
}

/** Listens, takes connections and hands them to the test, which may well do nothing. */
async function aListener(onConnection: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createServer({ pauseOnConnect: true }, socket => {
    sockets.push(socket);
    socket.on('error', () => {});
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  whenDone(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  });
  const address = server.address();
  return `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test.each(['url', 'unixUrl'] as const)('A file is told clean, infected or too large by the %s', async way => {
  const scan = createClamdScanner(clamd[way]);
  expect(await scan(Readable.from([Buffer.from('A quiet day.')]), signal)).toEqual({ is: 'clean' });
  expect(await scan(Readable.from([]), signal)).toEqual({ is: 'clean' });
  expect(await scan(Readable.from([Buffer.from(MALWARE)]), signal)).toEqual({
    is: 'infected',
    signature: MALWARE_NAME,
  });
  // Within what it takes, above what it looks into: "clean" would be untrue.
  expect(await scan(aFile(0.75 * MB).stream, signal)).toEqual({ is: 'too large' });
});

test('Malware is found across the parts in which it is sent', async () => {
  const parts = Array.from(MALWARE, letter => Buffer.from(letter));
  expect(await createClamdScanner(clamd.url)(Readable.from([...parts, Buffer.alloc(0)]), signal)).toEqual({
    is: 'infected',
    signature: MALWARE_NAME,
  });
});

test('A file over the limit of a stream is too large each time, however the connection breaks', async () => {
  const scans = Array.from({ length: 40 }, async (_, index) => {
    const file = aFile(100 * MB);
    const verdict = await createClamdScanner(index % 2 ? clamd.url : clamd.unixUrl)(file.stream, signal);
    return { ...verdict, takenToTheEnd: file.taken >= 100 * MB, closed: file.stream.destroyed };
  });
  expect(await Promise.all(scans)).toEqual(
    scans.map(() => ({ is: 'too large', takenToTheEnd: false, closed: true })),
  );
});

test('A file of 100 MB is scanned without memory growing', async () => {
  const large = await createClamdPeer({ stream: 200 * MB, file: 200 * MB });
  const before = memoryInUse().buffers;
  let most = 0;
  // Every 4 MB rather than every few milliseconds: collecting garbage takes long in a process that has run other tests.
  const file = aFile(100 * MB, taken => {
    if (taken % (4 * MB) === 0) most = Math.max(most, memoryInUse().buffers - before);
  });
  const verdict = await createClamdScanner(large.url)(file.stream, signal);
  expect(verdict).toEqual({ is: 'clean' });
  expect(file.taken).toBe(100 * MB);
  expect(most).toBeLessThan(16 * MB);
});

test('No more of a file is read than the scanner takes', async () => {
  const scan = createClamdScanner(await aListener(() => {}), { silence: 500 });
  const file = aFile(100 * MB);
  await expect(scan(file.stream, signal)).rejects.toMatchObject({ reason: 'ETIMEDOUT' });
  expect(file.taken).toBeLessThan(20 * MB);
  expect(file.stream.destroyed).toBe(true);
});

test('A scanner that takes all and says nothing is given up', async () => {
  const scan = createClamdScanner(await aListener(socket => socket.resume()), { silence: 200 });
  await expect(scan(aFile(MB).stream, signal)).rejects.toMatchObject({ reason: 'ETIMEDOUT' });
});

test('A scanner that never comes to an end is given up, though it is not silent', async () => {
  const url = await aListener(socket => {
    const talk = setInterval(() => socket.resume().write('x'), 20);
    socket.on('close', () => clearInterval(talk));
  });
  const scan = createClamdScanner(url, { silence: 5_000, whole: 300 });
  await expect(scan(aFile(MB).stream, signal)).rejects.toMatchObject({ reason: 'ETIMEDOUT' });
});

test('A scanner that drops the line at the first bytes of a small file on disk ends every scan of it', async () => {
  const path = join(await temporaryFolder(), 'small');
  await writeFile(path, 'CRASH');
  const scan = createClamdScanner(
    await aListener(socket => socket.resume().once('data', () => socket.destroy())),
  );
  const scans = Array.from({ length: 20 }, async () => {
    const file = createReadStream(path);
    const error = await scan(file, signal).catch((error: unknown) => error);
    await waitFor(() => expect(file.closed).toBe(true));
    return error instanceof NoVerdict;
  });
  expect(await Promise.all(scans)).toEqual(scans.map(() => true));
});

test.each([
  ['says what we do not know', 'COMMAND READ TIMED OUT\0', 'unknown answer'],
  ['says it without end', 'x'.repeat(10_000), 'unknown answer'],
  ['closes without a word', '', 'no answer'],
  ['stops in the middle of a word', 'stream: O', 'no answer'],
])('A scanner that %s is a failure in our own words', async (_, answer, reason) => {
  const scan = createClamdScanner(await aListener(socket => socket.resume().end(answer)));
  await expect(scan(aFile(MB).stream, signal)).rejects.toMatchObject({ name: 'NoVerdict', reason });
});

test('A scanner that is down is a failure until it is back', async () => {
  const scan = createClamdScanner(clamd.url);
  await clamd.goDown();
  await expect(scan(aFile(1).stream, signal)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await expect(createClamdScanner(clamd.unixUrl)(aFile(1).stream, signal)).rejects.toMatchObject({
    code: expect.stringMatching(/^(ENOENT|ECONNREFUSED)$/),
  });
  await clamd.comeBack();
  expect(await scan(aFile(1).stream, signal)).toEqual({ is: 'clean' });
});

test('A scan ends when its job does', async () => {
  const stop = new AbortController();
  const file = aFile(100 * MB);
  const scan = createClamdScanner(await aListener(() => {}))(file.stream, stop.signal);
  await waitFor(() => expect(file.taken).toBeGreaterThan(0));
  stop.abort();
  await expect(scan).rejects.toMatchObject({ name: 'AbortError' });
  expect(file.stream.destroyed).toBe(true);
});

test('A file that cannot be read is a failure of its own', async () => {
  const file = createReadStream(join(await temporaryFolder(), 'gone'));
  await expect(createClamdScanner(clamd.url)(file, signal)).rejects.toMatchObject({ code: 'ENOENT' });
});
