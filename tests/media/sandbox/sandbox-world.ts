import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { createSandbox } from '../../../src/media/sandbox/sandbox.ts';
import type { Original } from '../../../src/media/sandbox/session.ts';
import { whenDone } from '../../support/cleanup.ts';
import { waitUntil } from '../../support/wait-for.ts';

type Limits = Parameters<typeof createSandbox>[0];

/** A sandbox that is shut when the test, or the file of tests, has ended. */
export function openSandbox(limits: Limits = {}) {
  const sandbox = createSandbox(limits);
  whenDone(() => sandbox.stop());
  const inspect = async (original: Original, signal = new AbortController().signal) => {
    const made = new Map<string, { type: string; bytes: Buffer }>();
    // How long it took differs from one time to the next.
    const { took: _, ...findings } = await sandbox.inspect(
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
    stop: () => sandbox.stop(),
  };
}

export const readerOf =
  (bytes: Buffer): Original['read'] =>
  ({ start, end }) =>
    Readable.from([bytes.subarray(start, end + 1)]);

export const fixture = (name: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, '../../fixtures', name));

/** The processes in which a process of ours, this one unless said, looks at files: below what stands around them. Linux only. */
export async function sandboxesOf(parent = process.pid): Promise<number[]> {
  const names = await readdir('/proc');
  const all = await Promise.all(names.filter(name => /^\d+$/.test(name)).map(readProcess));
  const parents = new Map(all.map(one => [one.id, one.parent]));
  const isBelow = (id: number): boolean => {
    const above = parents.get(id);
    return above !== undefined && (above === parent || isBelow(above));
  };
  return all.filter(one => one.isSandbox && isBelow(one.id)).map(one => one.id);
}

async function readProcess(name: string) {
  const [status, command] = await Promise.all(
    ['status', 'cmdline'].map(file => readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '')),
  );
  const parent = Number(/^PPid:\t(\d+)$/m.exec(status ?? '')?.[1]);
  const isGone = /^State:\tZ/m.test(status ?? '');
  // What stands around it has the same words behind its own.
  const isSandbox = !isGone && /^[^\0]*\0--permission\0[\s\S]*decoders\/main/.test(command ?? '');
  return { id: Number(name), parent, isSandbox };
}

/** Waits until there are so many, and says which. */
export async function untilSandboxesAre(count: number, parent = process.pid): Promise<number[]> {
  const found = await sandboxesOf(parent);
  if (found.length === count) return found;
  await wait(20);
  return untilSandboxesAre(count, parent);
}

/** How long it has computed since its start, in milliseconds. Linux only. */
export async function computed(id: number): Promise<number> {
  const [, numbers = ''] = (await readFile(`/proc/${id}/stat`, 'utf8')).split(') ');
  // Fields 14 and 15 of proc_pid_stat(5), in hundredths of a second: by itself, and by the system for it.
  const [user, system] = numbers.split(' ').slice(11, 13).map(Number);
  return 10 * ((user ?? 0) + (system ?? 0));
}

/** Waits until it is in the middle of decoding: by itself nothing of what it does before takes so long. */
export async function isDecoding(id: number): Promise<void> {
  const begun = await computed(id);
  await waitUntil(async () => (await computed(id)) > begun + 200);
}

export const isRunning = async (id: number): Promise<boolean> => (await readProcess(String(id))).isSandbox;
