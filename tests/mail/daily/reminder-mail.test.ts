import type { Insertable } from 'kysely';
import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { REMINDED_TO, readFact } from '../../../src/db/desk-facts.ts';
import type { Schema } from '../../../src/db/schema/schema.ts';
import { createLog } from '../../../src/log.ts';
import { enqueueReminders } from '../../../src/mail/daily/reminder-mail.ts';
import { createReminderMails } from '../../../src/mail/daily/reminder-mails.ts';
import { addStaff } from '../../../src/staff/accounts/accounts.ts';
import { bareTip } from '../../support/bare-tip.ts';
import { whenDone } from '../../support/cleanup.ts';
import { createClock, DAY, HOUR, START } from '../../support/clock.ts';
import { engine, freshDatabase } from '../../support/databases.ts';
import { plantTopics } from '../../support/topics.ts';

const [TODAY, TOMORROW] = ['2026-11-23', '2026-11-24'];

/** Minji is in the teams `own` and `own-secret`; Junho is in none, and an editor. */
async function desk() {
  const database = await freshDatabase();
  const [minji, junho] = await database.write(async trx => {
    const add = (email: string) => addStaff(trx, { email, passwordHash: null, now: START });
    const added = [await add('minji@desk.example'), await add('junho@desk.example')] as const;
    await trx.updateTable('staff').set({ role: 'editor' }).execute();
    return added;
  });
  await plantTopics(database, minji.id);
  return { database, settings: readConfig({}), clock: createClock(), minji: minji.id, junho: junho.id };
}
type Desk = Awaited<ReturnType<typeof desk>>;

/** `asker`: who has set the reminder. */
const plant = ({ database }: Desk, tip: Partial<Insertable<Schema['tips']>>, asker: string | null = null) =>
  database.write(async trx => {
    const { number } = await trx
      .insertInto('tips')
      .values({ ...bareTip(), receipt_hash: crypto.randomUUID(), remind_on: TODAY, ...tip })
      .returning('number')
      .executeTakeFirstOrThrow();
    const event = { tip: number, kind: 'reminder set', staff_id: asker, at: START };
    if (asker !== null) await trx.insertInto('events').values(event).execute();
  });

const jobsOf = async ({ database, minji, junho }: Desk) => {
  const rows = await database.query
    .selectFrom('outbox')
    .select(['subject', 'recipient', 'state'])
    .where('kind', '=', 'reminder mail')
    .execute();
  const named = (id: string | undefined) => (id === minji ? 'minji' : id === junho ? 'junho' : 'nobody');
  return rows
    .map(({ subject, recipient, state }) => {
      const [day, id] = subject.split(' ');
      expect(recipient).toBe(`${named(id)}@desk.example`);
      return [day, named(id), state].join(' ');
    })
    .toSorted();
};

test('Each who has something due gets one mail, whoever asks for it and however often', async () => {
  const parts = await desk();
  await plant(parts, { assignee: parts.minji });
  await plant(parts, { assignee: parts.minji });
  await plant(parts, { assignee: parts.junho, remind_on: TOMORROW });
  const ask = (day = TODAY) => enqueueReminders(parts, day, START);
  await Promise.all(engine() === 'postgres' ? [ask(), ask(), ask()] : [ask()]);
  await ask();
  expect(await jobsOf(parts)).toEqual([`${TODAY} minji owed`]);
});

test('What nobody has goes to who asked for it while they see it, else to the team', async () => {
  const parts = await desk();
  const whom = async (tip: Partial<Insertable<Schema['tips']>>, asker: string | null) => {
    await parts.database.write(async trx => {
      await trx.deleteFrom('outbox').execute();
      await trx.deleteFrom('desk_facts').where('name', '=', REMINDED_TO).execute();
      await trx.updateTable('tips').set({ remind_on: null }).execute();
    });
    await plant(parts, tip, asker);
    await enqueueReminders(parts, TODAY, START);
    return (await jobsOf(parts)).map(one => one.split(' ')[1]);
  };
  const { junho, minji } = parts;
  expect(await whom({}, junho)).toEqual(['junho']);
  expect(await whom({ topic: 'own' }, junho)).toEqual(['junho']);
  expect(await whom({ topic: 'own-secret' }, junho)).toEqual(['minji']);
  expect(await whom({ topic: 'own' }, null)).toEqual(['minji']);
  expect(await whom({ topic: 'other' }, null)).toEqual([]);
  expect(await whom({ assignee: minji }, junho)).toEqual(['minji']);
  // Whose it is may see it no more, since it moved to a confidential topic.
  expect(await whom({ assignee: junho, topic: 'own-secret' }, junho)).toEqual(['minji']);
  expect(await whom({ assignee: junho, topic: 'own-secret' }, minji)).toEqual(['minji']);
  // Nothing is to be done with these any more.
  expect(await whom({ assignee: minji, state: 'closed' }, junho)).toEqual([]);
  expect(await whom({ assignee: minji, forgotten_at: START }, junho)).toEqual([]);
  await parts.database.write(trx =>
    trx.updateTable('staff').set({ ended_at: START }).where('id', '=', junho).execute(),
  );
  expect(await whom({ topic: 'own' }, junho)).toEqual(['minji']);
  expect(await whom({}, junho)).toEqual([]);
});

test('Days on which nobody was there are told by the next mail, and older ones by none', async () => {
  const parts = await desk();
  await plant(parts, { assignee: parts.junho, remind_on: '2026-11-20' });
  await enqueueReminders(parts, TODAY, START);
  expect(await jobsOf(parts)).toEqual([]);
  await plant(parts, { assignee: parts.minji, remind_on: '2026-11-25' });
  await enqueueReminders(parts, '2026-11-30', START + 7 * DAY);
  expect(await jobsOf(parts)).toEqual(['2026-11-30 minji owed']);
});

test('A clock that was ahead takes no mail from the days that it passed', async () => {
  const parts = await desk();
  await enqueueReminders(parts, '2027-11-23', START + 365 * DAY);
  await plant(parts, { assignee: parts.minji });
  await plant(parts, { assignee: parts.junho, remind_on: '2026-11-20' });
  await enqueueReminders(parts, TODAY, START);
  expect(await jobsOf(parts)).toEqual([`${TODAY} minji owed`]);
  // One that is a little behind asks for the day before, of which all are told.
  await enqueueReminders(parts, '2026-11-22', START - DAY);
  expect(await readFact(parts.database.query, REMINDED_TO)).toBe(TODAY);
});

test('A mail that could not go by the next one goes no more, and the next tells of both', async () => {
  const parts = await desk();
  await plant(parts, { assignee: parts.minji });
  await enqueueReminders(parts, TODAY, START);
  await plant(parts, { assignee: parts.junho, remind_on: TOMORROW });
  await enqueueReminders(parts, TOMORROW, START + DAY);
  expect(await jobsOf(parts)).toEqual([
    `${TODAY} minji dropped`,
    `${TOMORROW} junho owed`,
    `${TOMORROW} minji owed`,
  ]);
});

test('In the background all are told in the morning, and nobody at night, where clocks change too', async () => {
  const parts = await desk();
  parts.settings.newsroom.timeZone = 'America/New_York';
  // Sunday 1 November 2026: at two in the morning it is one again.
  const night = Date.UTC(2026, 10, 1, 6, 30);
  parts.clock.set(night);
  await plant(parts, { assignee: parts.minji, remind_on: '2026-10-31' });
  await plant(parts, { assignee: parts.junho, remind_on: '2026-11-01' });
  const log: string[] = [];
  let looks = 0;
  const mails = createReminderMails({
    ...parts,
    clock: () => {
      looks += 1;
      return parts.clock();
    },
    log: createLog(line => log.push(line)),
    yieldToPosts: async () => {},
    lookEvery: 1,
  });
  await enqueueReminders(parts, '2026-10-30', night - 2 * DAY);
  whenDone(() => mails.stop());
  mails.start();
  const looked = (count: number) => {
    const before = looks;
    return expect.poll(() => looks).toBeGreaterThan(before + count);
  };
  await looked(3);
  // Seven o'clock there, of the time that holds from this night on, is noon UTC.
  parts.clock.set(Date.UTC(2026, 10, 1, 11, 59));
  await looked(3);
  expect(await jobsOf(parts)).toEqual([]);
  parts.clock.set(Date.UTC(2026, 10, 1, 12, 0));
  const both = ['2026-11-01 junho owed', '2026-11-01 minji owed'];
  await expect.poll(() => jobsOf(parts)).toEqual(both);
  parts.clock.move(2 * HOUR);
  await looked(3);
  await mails.stop();
  expect(await jobsOf(parts)).toEqual(both);
  expect(log).toEqual([]);
});
