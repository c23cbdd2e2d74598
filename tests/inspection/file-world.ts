import { Readable } from 'node:stream';
import sharp from 'sharp';
import { expect } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import type { FileStore } from '../../src/files/store.ts';
import { takeFile } from '../../src/files/take-file.ts';
import { createDarkroom, type Darkroom } from '../../src/inspection/darkroom.ts';
import { inspectFile } from '../../src/inspection/inspect-file.ts';
import { readInspection } from '../../src/inspection/inspection.ts';
import type { Job } from '../../src/outbox/job.ts';
import { forgetTip } from '../../src/tips/forget.ts';
import { whenDone } from '../support/cleanup.ts';
import { createTipWorld } from '../tips/tip-world.ts';

/** The one darkroom of a file of tests. */
export const darkroom = createDarkroom();
whenDone(() => darkroom.stop());

export const jpeg = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#456' } })
  .jpeg()
  .toBuffer();

type Parts = { darkroom: Darkroom; database: Database; files: FileStore; attempts: number };

/** A tip with one file, and what the outbox would do about it. */
export async function createFileWorld(bytes: Buffer = jpeg) {
  const { desk, submit, viewer, clock } = await createTipWorld();
  const { files, database } = desk;
  const taken = await takeFile(files, Readable.from([bytes]), 100_000_000);
  if (taken === null) throw new Error('the file was too large');
  const { number } = await submit({ message: '제보합니다' }, [
    { ...taken, name: '사진.jpg', claimedType: 'image/jpeg' },
  ]);
  const job: Job = {
    kind: 'inspect file',
    subject: taken.id,
    position: 1,
    recipient: null,
    attempts: 1,
    claimedAt: clock(),
    signal: new AbortController().signal,
  };
  return {
    ...{ desk, clock, files, taken },
    forget: () => forgetTip(desk, viewer, { number, version: 1 }),
    run: ({ attempts = 1, ...parts }: Partial<Parts> = {}) =>
      inspectFile({ database, files, clock, darkroom, ...parts }).run({ ...job, attempts }),
    async inspection() {
      const rows = await database.query.selectFrom('inspections').selectAll().execute();
      expect(rows.length).toBeLessThan(2);
      return readInspection(rows[0]);
    },
    async stored() {
      const ids: string[] = [];
      for await (const { id } of files.list()) ids.push(id);
      return ids.sort();
    },
  };
}
