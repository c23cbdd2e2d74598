import { expect, test } from 'vitest';
import { torture } from '../bench/torture/torture.ts';
import { engine } from './support/databases.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

test(
  'killed again and again while its mail server, its disk, its database and its clock fail it, the server keeps every promise',
  async () => {
    const seed = crypto.randomUUID();
    const { ledger, last, kept } = await torture({
      engine: engine(),
      seed,
      // A test that is ended from outside would leave the disk mounted.
      mayMount: false,
      postgresUrl: process.env['TEST_DATABASE_URL'],
      lasts: 12 * SECOND,
      // Ahead of every lease, so that the test need not wait for one.
      rest: { ahead: HOUR, patience: 90 * SECOND },
      signal: AbortSignal.timeout(150 * SECOND),
      tell: () => {},
    });
    expect(ledger.violations, `seed ${seed}, the data is in ${kept}`).toEqual([]);
    expect(ledger.counts.get('kills')).toBeGreaterThan(4);
    expect(last.seen.folders.size).toBeGreaterThan(10);
    expect(last.seen.taken.length).toBeGreaterThanOrEqual(10);
  },
  200 * SECOND,
);
