import { randomBytes } from 'node:crypto';
import type { Insertable } from 'kysely';
import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import type { Schema } from '../../../src/db/schema/schema.ts';
import { chainEvents } from '../../../src/history/chain.ts';
import { parseHead, readHead } from '../../../src/history/head.ts';
import { createLog } from '../../../src/log.ts';
import { enqueueDaily, readDaily } from '../../../src/mail/daily/daily-mail.ts';
import { createDailyMails } from '../../../src/mail/daily/daily-mails.ts';
import { addStaff } from '../../../src/staff/accounts/accounts.ts';
import { bareTip } from '../../support/bare-tip.ts';
import { whenDone } from '../../support/cleanup.ts';
import { createClock, DAY, HOUR, START } from '../../support/clock.ts';
import { engine, freshDatabase } from '../../support/databases.ts';
import { plantTopics } from '../../support/topics.ts';

const TODAY = '2026-11-23';

async function desk(more: Record<string, string> = {}) {
  const settings = readConfig({
    DAILY_MAIL: '08:30',
    NEWSROOM_INBOX: 'day@desk.example, night@desk.example',
    ...more,
  });
  return { database: await freshDatabase(), settings, clock: createClock() };
}
type Desk = Awaited<ReturnType<typeof desk>>;

const plant = ({ database }: Desk, tips: readonly Partial<Insertable<Schema['tips']>>[]) =>
  database.write(async trx => {
    for (const [index, tip] of tips.entries())
      await trx
        .insertInto('tips')
        .values({ ...bareTip(), receipt_hash: `r${index}${tip.received_at ?? ''}`, ...tip })
        .execute();
  });

const jobsOf = ({ database }: Desk) =>
  database.query
    .selectFrom('outbox')
    .select(['subject', 'position', 'recipient', 'state'])
    .where('kind', '=', 'daily mail')
    .orderBy('subject')
    .orderBy('position')
    .execute();

test('A day has one mail to each address, whoever asks for it and however often', async () => {
  const parts = await desk();
  const ask = () => enqueueDaily(parts, TODAY, START);
  await Promise.all(engine() === 'postgres' ? [ask(), ask(), ask()] : [ask()]);
  await ask();
  expect(await jobsOf(parts)).toEqual([
    { subject: TODAY, position: 1, recipient: 'day@desk.example', state: 'owed' },
    { subject: TODAY, position: 2, recipient: 'night@desk.example', state: 'owed' },
  ]);
});

test('It counts what came, is new, is open and goes, those of confidential topics too', async () => {
  const parts = await desk({ RETENTION_NOTICE: '7d', RETENTION_UNUSED: '90d' });
  const { id } = await parts.database.write(trx =>
    addStaff(trx, { email: 'one@newsroom.example', passwordHash: null, now: START }),
  );
  await plantTopics(parts.database, id);
  const closed = { state: 'closed' as const, outcome: 'not for us' };
  await plant(parts, [
    { received_at: START - 100 * DAY, ...closed, state_since: START - 84 * DAY },
    { received_at: START - 99 * DAY, ...closed, state_since: START - 82 * DAY },
    { received_at: START - 98 * DAY, ...closed, state_since: START - 84 * DAY },
    { received_at: START - 25 * HOUR },
    { received_at: START - 23 * HOUR, state: 'open' },
    { received_at: START - 22 * HOUR, topic: 'own-secret' },
    { received_at: START - HOUR, ...closed, state_since: START },
  ]);
  await parts.database.write(trx =>
    trx.insertInto('holds').values({ tip: 3, staff_id: id, at: START, reason: '소송' }).execute(),
  );
  await enqueueDaily(parts, TODAY, START);
  expect(await readDaily(parts.database.query, TODAY)).toEqual({
    ...{ since: START - DAY, came: 3, fresh: 2, open: 1, going: 1, head: null },
  });
});

test('The next counts from the last one on, be it late, and a clock ahead moves nothing', async () => {
  const parts = await desk();
  const { query } = parts.database;
  await enqueueDaily(parts, TODAY, START);
  await enqueueDaily(parts, '2027-11-23', START + 365 * DAY);
  await plant(parts, [{ received_at: START - HOUR }, { received_at: START + HOUR }]);
  await enqueueDaily(parts, '2026-11-24', START + 28 * HOUR);
  expect(await readDaily(query, '2026-11-24')).toMatchObject({ since: START, came: 1, fresh: 2 });
  // Switched off for weeks, it does not tell of all of them.
  await enqueueDaily(parts, '2026-12-24', START + 31 * DAY);
  expect(await readDaily(query, '2026-12-24')).toMatchObject({ since: START + 30 * DAY, came: 0 });
});

test('A day that a clock ahead has reached has its mail when it comes', async () => {
  const parts = await desk({ NEWSROOM_INBOX: 'day@desk.example' });
  const row = { position: 1, recipient: 'day@desk.example' };
  const early = '2026-11-25';
  await enqueueDaily(parts, early, START + 2 * DAY);
  await enqueueDaily(parts, TODAY, START);
  // By a clock that is a little behind it is not asked for again.
  await enqueueDaily(parts, TODAY, START - 60_000);
  expect(await jobsOf(parts)).toEqual([
    { ...row, subject: TODAY, state: 'owed' },
    { ...row, subject: early, state: 'dropped' },
  ]);
  await plant(parts, [{ received_at: START + HOUR }]);
  await enqueueDaily(parts, early, START + 2 * DAY);
  const owed = (await jobsOf(parts)).filter(({ state }) => state === 'owed');
  expect(owed).toEqual([{ ...row, subject: early, state: 'owed' }]);
  expect(await readDaily(parts.database.query, early)).toMatchObject({ came: 1 });
});

test('What comes while it is counted is told by the next one alone', async () => {
  const parts = await desk();
  const { query } = parts.database;
  await plant(parts, [{ received_at: START }, { received_at: START + 1 }]);
  await enqueueDaily(parts, TODAY, START);
  await enqueueDaily(parts, '2026-11-24', START + DAY);
  expect(await readDaily(query, TODAY)).toMatchObject({ came: 1 });
  expect(await readDaily(query, '2026-11-24')).toMatchObject({ came: 1 });
});

test('One that could not go by the next day goes no more', async () => {
  const parts = await desk({ NEWSROOM_INBOX: 'day@desk.example' });
  await enqueueDaily(parts, TODAY, START);
  await enqueueDaily(parts, '2026-11-24', START + DAY);
  expect((await jobsOf(parts)).map(({ subject, state }) => [subject, state])).toEqual([
    [TODAY, 'dropped'],
    ['2026-11-24', 'owed'],
  ]);
});

test('It tells the head of the history as it stands, and as it is read again', async () => {
  const parts = await desk();
  const { database } = parts;
  await database.write(trx =>
    trx.insertInto('events').values({ tip: null, kind: 'backed up', staff_id: null, at: START }).execute(),
  );
  await chainEvents({ database, key: randomBytes(32) });
  await enqueueDaily(parts, TODAY, START);
  const daily = await readDaily(database.query, TODAY);
  expect(daily?.head).toMatch(/^1\.[\w-]{43}$/);
  expect(parseHead(daily?.head ?? '')).toEqual(await readHead(database.query));
});

test('In the background each day is seen to once, and a desk that is told not to sends none', async () => {
  const parts = await desk({ NEWSROOM_INBOX: 'day@desk.example' });
  const log: string[] = [];
  const mails = createDailyMails({
    ...parts,
    log: createLog(line => log.push(line)),
    yieldToPosts: async () => {},
    lookEvery: 1,
  });
  parts.settings.newsroom.dailyMail = null;
  whenDone(() => mails.stop());
  mails.start();
  parts.settings.newsroom.dailyMail = '08:30';
  await expect.poll(async () => (await jobsOf(parts)).map(({ subject }) => subject)).toEqual([TODAY]);
  parts.clock.move(DAY);
  await expect
    .poll(async () => (await jobsOf(parts)).map(({ subject }) => subject))
    .toEqual([TODAY, '2026-11-24']);
  await mails.stop();
  expect(log).toEqual([]);
});
