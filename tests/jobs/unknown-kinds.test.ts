import { expect, test, vi } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { backUpInto, databaseOf, emptyPlace, restoreFrom } from '../backup/backup-world.ts';
import { MINUTE } from '../support/clock.ts';
import { waitFor } from '../support/wait-for.ts';
import { createWorld } from '../support/world.ts';
import { createJobsWorld } from './jobs-world.ts';

/** As a newer version has enqueued them, and as one such job failed for good. */
async function plant(database: Database, now: number, kinds: readonly string[]) {
  const rows = kinds.flatMap(kind =>
    (['owed', 'set aside'] as const).map(state => ({
      id: `${kind} ${state}`,
      kind,
      subject: '12',
      position: 1,
      recipient: null,
      state,
      attempts: 0,
      due: now,
      created_at: now,
      settled_at: null,
      last_error: null,
      outcome: null,
    })),
  );
  await database.write(trx => trx.insertInto('outbox').values(rows).execute());
}

const planted = ({ query }: Database, kind: string) =>
  query
    .selectFrom('outbox')
    .select(['state', 'attempts', 'settled_at', 'last_error'])
    .where('kind', '=', kind)
    .orderBy('state')
    .execute();
const untouched = { attempts: 0, settled_at: null, last_error: null };
const asPlanted = [
  { state: 'owed', ...untouched },
  { state: 'set aside', ...untouched },
];

test('A job of an unknown kind is left owed and reported once, and others go on', async () => {
  const world = await createJobsWorld();
  const { database, clock, logged } = world;
  await plant(database, clock(), ['tell the moon', 'scan file']);
  const jobs = world.start({ 'test mail': { run: async () => {} } });
  const settled = async () =>
    (await world.rows()).filter(row => row.kind === 'test mail').map(row => row.state);
  await world.enqueue();
  await waitFor(async () => expect(await settled()).toEqual(['done']));
  clock.move(2 * MINUTE);
  await world.enqueue();
  await waitFor(async () => expect(await settled()).toEqual(['done', 'done']));

  // Nor one that this version knows, and this desk, as it is set up, does not do.
  for (const kind of ['tell the moon', 'scan file']) expect(await planted(database, kind)).toEqual(asPlanted);
  expect(logged).toHaveLength(2);
  for (const kind of ['tell the moon', 'scan file'])
    expect(logged.filter(line => line.includes('are left owed') && line.includes(kind))).toHaveLength(1);
  expect(await jobs.health(['test mail'])).toMatchObject({ waiting: 0, setAside: 0 });
});

test('A kind that turns up while the desk is at work is reported within a minute', async () => {
  const { database, clock, logged, start } = await createJobsWorld();
  const jobs = start({ 'test mail': { run: async () => {} } });
  await jobs.stop();
  expect(logged).toEqual([]);
  jobs.start();
  await plant(database, clock(), ['tell the moon']);
  clock.move(MINUTE);
  jobs.wake();
  await waitFor(() => expect(logged).toHaveLength(1));
});

test('A desk with a job of an unknown kind mails, lists, measures, backs up and restores', async () => {
  const world = await createWorld({ settings: { METRICS_TOKEN: 'a token of thirty-two letters ab' } });
  await plant(world.database, world.clock(), ['tell the moon']);
  await world.request.post('/tips').type('form').send({ message: '제보' }).expect(303);
  await world.mails(1);
  await world.request.get('/healthz').expect(200);
  const staff = await world.signIn();
  await staff.get('/admin').expect(200);
  await staff.get('/admin/tips/1').expect(200);
  await staff.post('/admin/mail/retry').set('Origin', world.url).expect(303);
  const { text } = await world.request
    .get('/metrics')
    .set('Authorization', 'Bearer a token of thirty-two letters ab')
    .expect(200);
  expect(text).toContain('jebo_outbox_depth{kind="tell the moon",state="owed"} 1');
  expect(text).toContain('jebo_database_up 1');

  const place = await emptyPlace();
  await restoreFrom(await backUpInto(world.config), place);
  expect(await planted(await databaseOf(place), 'tell the moon')).toEqual(asPlanted);
  expect(await planted(world.database, 'tell the moon')).toEqual(asPlanted);
});

test('A job whose row cannot be read is set aside, not done', async () => {
  const world = await createJobsWorld();
  const run = vi.fn(async () => {});
  const now = world.clock();
  const row = {
    id: 'x',
    kind: 'tip mail',
    subject: 'no number',
    position: 1,
    recipient: 'a@desk.kr',
    state: 'owed' as const,
    attempts: 0,
    due: now,
    created_at: now,
    settled_at: null,
    last_error: null,
    outcome: null,
  };
  await world.database.write(trx => trx.insertInto('outbox').values(row).execute());
  world.start({ 'tip mail': { run } });
  await waitFor(async () =>
    expect(await world.rows()).toMatchObject([{ state: 'set aside', last_error: 'unreadable row' }]),
  );
  expect(run).not.toHaveBeenCalled();
});
