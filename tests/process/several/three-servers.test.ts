import { expect, test } from 'vitest';
import { tortureThree } from '../../../bench/torture/fleet/torture.ts';
import { isAll } from '../../support/is-all.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

test(
  'three servers on one PostgreSQL and one S3 lose nothing, do nothing twice and refuse nobody while one after another is killed',
  async () => {
    const seed = crypto.randomUUID();
    const { ledger, kept } = await tortureThree({
      seed,
      postgresUrl: process.env['TEST_DATABASE_URL'],
      lasts: (isAll ? 20 : 10) * SECOND,
      pace: { pause: SECOND, filesAway: 2 * SECOND },
      // Ahead of every lease, so that the test need not wait for one.
      recovery: { ahead: HOUR, patience: 180 * SECOND },
      signal: AbortSignal.timeout(420 * SECOND),
      onViolation: () => {},
    });
    expect(ledger.violations, `seed ${seed}, the data is in ${kept}`).toEqual([]);
    expect(ledger.counts.get('kills')).toBeGreaterThan(0);
    // How much comes about in the short time depends on the machine.
    if (!isAll) return;
    expect(ledger.counts.get('kills')).toBeGreaterThan(1);
    expect(ledger.counts.get('files refused')).toBeGreaterThan(0);
    expect(ledger.counts.get('uploads that went on at another server')).toBeGreaterThan(5);
  },
  600 * SECOND,
);
