import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLedger, type Violation } from '../ledger.ts';
import { createRandom } from '../random.ts';
import { createPeer } from '../smtp/peer.ts';
import { givenPostgresStore, postgresStore } from '../stores/postgres.ts';
import { noteDeath, settingsFor, type World } from '../world.ts';
import { type Bucket, startBucket } from './bucket.ts';
import { createMembers, type Members } from './members.ts';
import { createRefusals } from './refusals.ts';

/** Three servers on one PostgreSQL and one S3, behind a balancer. */
export type FleetWorld = World & {
  members: Members;
  bucket: Bucket;
};

export type FleetPlan = {
  seed: string;
  /** A PostgreSQL that is there already; it is not broken, then. */
  postgresUrl?: string | undefined;
  onViolation: (violation: Violation) => void;
};

export async function createFleetWorld({ seed, postgresUrl, onViolation }: FleetPlan): Promise<FleetWorld> {
  const random = createRandom(`${seed}/three`);
  const ledger = createLedger(onViolation);
  await using made = new AsyncDisposableStack();
  let keepIn: string | null = null;
  const store = await (postgresUrl === undefined ? postgresStore() : givenPostgresStore(postgresUrl));
  made.defer(() => store.close(keepIn));
  const bucket = await startBucket();
  made.defer(bucket.close);
  const run = () => ledger.runs.length;
  const peer = await createPeer({ random: random.of('mail server'), run, count: ledger.count });
  made.defer(peer.close);
  const members = await createMembers({
    settings: url => ({ ...settingsFor(url, peer), ...store.settings, ...bucket.settings }),
    onDeath: output => noteDeath(ledger, output),
    onPassed: createRefusals(ledger),
  });
  made.defer(members.close);
  const all = made.move();
  return {
    random,
    ledger,
    store,
    peer,
    members,
    bucket,
    files: bucket.files,
    desk: members.asOne,
    async close() {
      if (ledger.violations.length > 0) keepIn = await mkdtemp(join(tmpdir(), 'jebo-three-lost-'));
      await all.disposeAsync();
      return keepIn;
    },
  };
}
