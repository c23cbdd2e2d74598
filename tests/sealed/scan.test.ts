import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { backUpInto } from '../backup/backup-world.ts';
import { freshBucket } from '../support/buckets.ts';
import { isAll } from '../support/is-all.ts';
import { createS3Gate } from '../support/s3-gate.ts';
import { createWorld, type World } from '../support/world.ts';
import { createFinder } from './finder.ts';
import { dataFolder, dump, type Loot, logPosition, search, serverFiles } from './places.ts';
import { answerReaders, tellDesk, writeCalls } from './told-desk.ts';

/** Files of all kinds among a thousand; of pictures, papers and a film among less. */
const TIPS = isAll ? 1_000 : 60;
/** A desk that takes all of them, looks into each file and mails, on a machine that does much else: milliseconds. */
const LONG = isAll ? 3_600_000 : 300_000;

const RECORDINGS = { CALL_RECORDINGS: 'on' };

type Files = { world: World; bucket: () => AsyncGenerator<Loot> };

/** A desk whose files are where the test is to have them; what S3 was ever sent is seen on its way. */
async function createDesk(before: (database: Database) => Promise<unknown>): Promise<Files> {
  if (inject('files') === 'disk')
    return { world: await createWorld({ settings: RECORDINGS, before }), bucket: async function* () {} };
  const bucket = await freshBucket();
  const sent: Buffer[] = [];
  const gate = await createS3Gate(bucket.endpoint, { onSent: request => void sent.push(request) });
  const world = await createWorld({ settings: { ...bucket.settings(gate.url), ...RECORDINGS }, before });
  return {
    world,
    async *bucket() {
      for (const name of await bucket.keys()) {
        yield { name: `the key ${name}`, bytes: Buffer.from(name) };
        yield { name, bytes: await bucket.bytes(name) };
      }
      for (const bytes of sent) yield { name: 'a request to S3', bytes };
    },
  };
}

/** Older versions beside it have this one write as they do. */
const runOlderBeside = (database: Database) =>
  database.write(trx =>
    trx
      .insertInto('processes')
      .values({ id: 'older', version: '0.2.0', secret_key: null, started_at: 0, seen_at: 10 ** 15 })
      .execute(),
  );

async function allOf({ world, bucket }: Files, since: string): Promise<AsyncGenerator<Loot>[]> {
  const { database } = world;
  // Its sample of each column's values.
  if (database.engine === 'postgres') await sql`analyze`.execute(database.query);
  return [
    dataFolder(world.dataDir),
    dump(database),
    serverFiles(database, since, { log: true }),
    bucket(),
    said('the log', world.log.join('\n')),
    said('the backup', await backUpInto(world.config)),
  ];
}

async function* said(name: string, said: string | Buffer): AsyncGenerator<Loot> {
  yield { name, bytes: Buffer.from(said) };
}

test('Who has all but the key reads no word, name, contact, file name or piece of a file', {
  timeout: LONG,
}, async () => {
  const desk = await createDesk(async () => {});
  const since = await logPosition(desk.world.database);
  const { told, drafts } = await tellDesk(desk.world, TIPS);
  await answerReaders(desk.world, drafts);
  await writeCalls(desk.world, drafts);
  const find = createFinder(new Map([...told.needles, ...drafts.needles]));
  expect(await search(find, await allOf(desk, since))).toEqual(new Map());
});

test('The same search finds each of them where an older version beside has the desk write plainly', {
  timeout: LONG,
}, async () => {
  const desk = await createDesk(runOlderBeside);
  const since = await logPosition(desk.world.database);
  const { told } = await tellDesk(desk.world, 12);
  const found = await search(createFinder(told.needles), await allOf(desk, since));
  expect([...told.needles.keys()].filter(name => !found.has(name))).toEqual([]);
});
