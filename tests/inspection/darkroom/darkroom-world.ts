import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { createDarkroom } from '../../../src/inspection/darkroom.ts';
import type { Original } from '../../../src/inspection/darkroom-session.ts';
import { whenDone } from '../../support/cleanup.ts';

type Limits = Parameters<typeof createDarkroom>[0];

/** A darkroom that is shut when the test, or the file of tests, has ended. */
export function openDarkroom(limits: Limits = {}) {
  const darkroom = createDarkroom(limits);
  whenDone(() => darkroom.stop());
  const inspect = async (original: Original, signal = new AbortController().signal) => {
    const made = new Map<string, { type: string; bytes: Buffer }>();
    const findings = await darkroom.inspect(
      original,
      async (what, type, stream) => {
        made.set(what, { type, bytes: await buffer(stream) });
        return null;
      },
      signal,
    );
    return { ...findings, thumbnail: made.get('thumbnail'), copy: made.get('copy') };
  };
  return {
    inspectOriginal: inspect,
    inspect: (bytes: Buffer, claimedType = 'image/jpeg', signal?: AbortSignal) =>
      inspect({ size: bytes.length, claimedType, read: readerOf(bytes) }, signal),
    stop: () => darkroom.stop(),
  };
}

export const readerOf =
  (bytes: Buffer): Original['read'] =>
  ({ start, end }) =>
    Readable.from([bytes.subarray(start, end + 1)]);

export const fixture = (name: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, '../../fixtures', name));

/** The processes in which a process of ours, this one unless said, looks at files. Linux only. */
export async function darkroomsOf(parent = process.pid): Promise<number[]> {
  const names = await readdir('/proc');
  const found = await Promise.all(names.filter(name => /^\d+$/.test(name)).map(readProcess));
  return found.filter(one => one.parent === parent && one.isDarkroom).map(one => one.id);
}

async function readProcess(name: string) {
  const [status, command] = await Promise.all(
    ['status', 'cmdline'].map(file => readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '')),
  );
  const parent = Number(/^PPid:\t(\d+)$/m.exec(status ?? '')?.[1]);
  const isGone = /^State:\tZ/m.test(status ?? '');
  return { id: Number(name), parent, isDarkroom: !isGone && (command ?? '').includes('darkroom/main') };
}

/** Waits until there are so many, and says which. */
export async function darkroomsAre(count: number, parent = process.pid): Promise<number[]> {
  const found = await darkroomsOf(parent);
  if (found.length === count) return found;
  await wait(20);
  return darkroomsAre(count, parent);
}

export const isRunning = async (id: number): Promise<boolean> => (await readProcess(String(id))).isDarkroom;
