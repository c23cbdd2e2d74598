import { Readable } from 'node:stream';
import sharp from 'sharp';
import { expect } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { findTipSeal } from '../../src/db/tip-keys.ts';
import type { SealedFiles } from '../../src/files/sealed/sealed-files.ts';
import type { Job } from '../../src/jobs/job.ts';
import { inspectFile } from '../../src/media/inspect-file.ts';
import { readInspection } from '../../src/media/inspection.ts';
import { createSandbox, type Sandbox } from '../../src/media/sandbox/sandbox.ts';
import { forgetTip } from '../../src/tips/end/forget.ts';
import { whenDone } from '../support/cleanup.ts';
import { createTipWorld } from '../tips/tip-world.ts';

let sandbox: Sandbox;

/** The one sandbox of a file of tests, which it opens at its top: another file in the same process has its own. */
export function openSandboxOfFile(): Sandbox {
  sandbox = createSandbox();
  whenDone(() => sandbox.stop());
  return sandbox;
}

export const jpeg = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#456' } })
  .jpeg()
  .toBuffer();

type Parts = { sandbox: Pick<Sandbox, 'inspect'>; database: Database; files: SealedFiles; attempts: number };

/** A tip with one file, and the job to inspect it. */
export async function createFileWorld(bytes: Buffer = jpeg) {
  const { desk, submit, viewer, clock, place } = await createTipWorld();
  const { files, masters, database } = desk;
  const taken = await files.take(Readable.from([bytes]), 100_000_000);
  if (taken === null) throw new Error('the file was too large');
  const { number } = await submit({ message: '제보합니다' }, [
    { ...taken, name: '사진.jpg', claimedType: 'image/jpeg' },
  ]);
  const job: Job<'inspect file'> = {
    kind: 'inspect file',
    subject: taken.id,
    attempts: 1,
    claimedAt: clock(),
    signal: new AbortController().signal,
  };
  return {
    ...{ desk, clock, files, taken, place },
    forget: () => forgetTip(desk, viewer, { number, version: 1 }),
    run: ({ attempts = 1, ...parts }: Partial<Parts> = {}) =>
      inspectFile({
        database,
        files,
        masters,
        clock,
        sandbox,
        afterInspection: async () => {},
        ...parts,
      }).run({
        ...job,
        attempts,
      }),
    async inspection() {
      const rows = await database.query.selectFrom('inspections').selectAll().execute();
      expect(rows.length).toBeLessThan(2);
      const tipSeal = await findTipSeal(database.query, number);
      return readInspection(rows[0], { masters, tipSeal, tip: number, file: rows[0]?.file ?? '' });
    },
    async stored() {
      const ids: string[] = [];
      for await (const { id } of files.list()) ids.push(id);
      return ids.sort();
    },
  };
}
