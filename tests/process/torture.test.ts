import { expect, test } from 'vitest';
import { EARLY_KILLS, torture } from '../../bench/torture/torture.ts';
import { engine } from '../support/databases.ts';
import { isAll } from '../support/is-all.ts';

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
      lasts: (isAll ? 12 : 8) * SECOND,
      // Ahead of every lease, so that the test need not wait for one.
      recovery: { ahead: HOUR, patience: 180 * SECOND },
      signal: AbortSignal.timeout(420 * SECOND),
      onViolation: () => {},
    });
    expect(ledger.violations, `seed ${seed}, the data is in ${kept}`).toEqual([]);
    expect(ledger.counts.get('kills')).toBeGreaterThan(EARLY_KILLS);
    // How much comes about in the short time depends on the machine.
    if (!isAll) return;
    expect(ledger.counts.get('kills')).toBeGreaterThan(4);
    expect(last.observed.records.size).toBeGreaterThan(10);
    expect(last.observed.taken.length).toBeGreaterThanOrEqual(10);
  },
  600 * SECOND,
);
