import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EVERYTHING } from '../../../src/tips/list/filter.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { ANONYMOUS, changeContacts } from '../../../src/tips/talk/change-contacts.ts';
import { contactsHandler } from '../../../src/tips/talk/erase-contacts.ts';
import { findTalk } from '../../../src/tips/talk/find-talk.ts';
import { receiveMessage } from '../../../src/tips/talk/receive-message.ts';
import { withdrawTip } from '../../../src/tips/talk/withdraw.ts';
import { sendToInbox } from '../../../src/tips/work/mails.ts';
import { takeStep } from '../../../src/tips/work/state.ts';
import { DAY } from '../../support/clock.ts';
import { createRetentionWorld } from '../end/retention-world.ts';

type Desk = Parameters<typeof withdrawTip>[0];

const FIELDS = {
  message: '역 앞에서 불이 났어요',
  name: '홍길동',
  phone: '010-1234-5678',
  reply_by: ['phone'],
  consent_contact: 'on',
};

test('who withdraws a tip is nobody whom the desk knows from then on, and writes no more', async () => {
  const { desk, viewer, submit } = await createRetentionWorld();
  const { number, receipt } = await submit(FIELDS);
  await withdrawTip(desk, number);
  const { tip, contacts, events } = await readTip(desk, viewer, number, { contacts: 'shown' });
  expect(tip).toMatchObject({
    state: { is: 'closed', by: null },
    outcome: 'withdrawn',
    consentContact: null,
  });
  expect(contacts.shown).toEqual({ name: null, list: [] });
  expect(events.map(({ kind }) => kind)).toContain('withdrawn');
  expect((await listTips(desk, viewer, { search: '01012345678' })).rows).toEqual([]);
  expect((await listTips(desk, viewer, { search: '홍길동' })).rows).toEqual([]);
  expect(await findTalk(desk, receipt)).toMatchObject({ over: 'withdrawn' });
  const more = { number, id: null, body: '더', attached: { taken: [], uploaded: [] } };
  await expect(receiveMessage(desk, more)).rejects.toMatchObject({ code: 'talk-over' });
});

test('what became news and is withdrawn then is still known to have become news', async () => {
  const { desk, viewer, clock, submit, goTo, sweep, forgotten } = await createRetentionWorld();
  const { number } = await submit(FIELDS);
  const article = 'https://newsroom.example/1';
  const closing = { outcome: 'used', article, duplicateOf: null } as const;
  await takeStep(desk, viewer, 'closure', { number, version: 1 }, { closing });
  await withdrawTip(desk, number);
  expect(await readTip(desk, viewer, number)).toMatchObject({
    tip: { outcome: 'used', talkEnded: 'withdrawn' },
    publication: { article },
  });
  await goTo(clock() + 7 * DAY);
  await sweep();
  expect(await forgotten()).toEqual([[number, 'withdrawn']]);
});

test('what is withdrawn may be used no more', async () => {
  const { desk, viewer, submit } = await createRetentionWorld();
  const { number } = await submit({ ...FIELDS, consent_media: 'on' });
  const allowed = async () =>
    (await listTips(desk, viewer, { filter: { ...EVERYTHING, has: ['permission'] } })).rows;
  expect(await allowed()).toHaveLength(1);
  await withdrawTip(desk, number);
  expect(await allowed()).toEqual([]);
});

test('the mail of a tip that is withdrawn before it goes does not go', async () => {
  const { desk, submit } = await createRetentionWorld();
  const { number } = await submit(FIELDS);
  await withdrawTip(desk, number);
  const mails = await desk.database.query.selectFrom('outbox').select(['kind', 'state']).execute();
  expect(mails.filter(({ kind }) => kind === 'tip mail').map(({ state }) => state)).toEqual([
    'dropped',
    'dropped',
  ]);
  expect(mails.filter(({ kind }) => kind === 'reader mail').map(({ state }) => state)).toEqual([
    'owed',
    'owed',
  ]);
});

test('what is withdrawn goes after a week, without a notice before, and nothing else does', async () => {
  const { desk, clock, tip, goTo, sweep, forgotten, notices } = await createRetentionWorld();
  await tip({ state: 'closed', outcome: 'spam' });
  const withdrawn = await tip();
  clock.move(DAY);
  await withdrawTip(desk, withdrawn);
  const until = clock() + 7 * DAY;
  await goTo(until - 1);
  expect(await forgotten()).toEqual([]);
  clock.set(until);
  await sweep();
  expect(await forgotten()).toEqual([[withdrawn, 'withdrawn']]);
  expect(await notices()).toEqual([]);
});

test('a tip under a legal hold keeps its words once it is withdrawn, and not its reader', async () => {
  const { desk, viewer, clock, submit, hold, release, goTo, sweep, forgotten } = await createRetentionWorld();
  const { number } = await submit(FIELDS);
  await hold(number);
  await withdrawTip(desk, number);
  await goTo(clock() + 30 * DAY);
  const { tip, contacts } = await readTip(desk, viewer, number, { contacts: 'shown' });
  expect(tip).toMatchObject({ kept: true, message: FIELDS.message });
  expect(contacts.shown).toEqual({ name: null, list: [] });
  await release();
  await sweep();
  expect(await forgotten()).toEqual([[number, 'withdrawn']]);
});

test('staff cannot reopen what its reader has withdrawn', async () => {
  const { desk, viewer, submit } = await createRetentionWorld();
  const { number } = await submit(FIELDS);
  await withdrawTip(desk, number);
  const step = takeStep(desk, viewer, 'reopening', { number, version: 2 });
  await expect(step).rejects.toMatchObject({ code: 'withdrawn' });
});

test('a tip is withdrawn once, and keeps the time of the first', async () => {
  const { desk, viewer, clock, submit } = await createRetentionWorld();
  const { number } = await submit(FIELDS);
  await withdrawTip(desk, number);
  const since = clock();
  clock.move(DAY);
  await expect(withdrawTip(desk, number)).rejects.toMatchObject({ code: 'talk-over' });
  expect((await readTip(desk, viewer, number)).tip.state.since).toBe(since);
});

test('a tip that is withdrawn goes a week after that, also where an older version has opened it again', async () => {
  const { desk, clock, tip, set, goTo, sweep, forgotten } = await createRetentionWorld();
  const withdrawn = await tip();
  await withdrawTip(desk, withdrawn);
  const until = clock() + 7 * DAY;
  clock.move(6 * DAY);
  await set(withdrawn, { state: 'open', outcome: null, state_since: clock() });
  await goTo(until);
  await sweep();
  expect(await forgotten()).toEqual([[withdrawn, 'withdrawn']]);
});

test('a tip that would have gone tomorrow does not stay a week longer for being withdrawn', async () => {
  const { desk, clock, tip, goTo, sweep, forgotten } = await createRetentionWorld();
  const closed = await tip({ state: 'closed', outcome: 'spam' });
  const until = clock() + 90 * DAY;
  await goTo(until - DAY);
  await withdrawTip(desk, closed);
  await goTo(until);
  await sweep();
  expect(await forgotten()).toEqual([[closed, 'withdrawn']]);
});

test.each([
  ['is withdrawn', withdrawTip],
  ['has no contacts any more', (desk: Desk, number: number) => changeContacts(desk, number, ANONYMOUS)],
])('after a crash too no kept mail names the reader of a tip that %s', async (_how, takeBack) => {
  const { desk, clock, submit } = await createRetentionWorld();
  const [kept, taken] = [(await submit(FIELDS)).number, (await submit(FIELDS)).number];
  await takeBack(desk, taken);
  const job = await desk.database.query
    .selectFrom('outbox')
    .select(['subject', 'due'])
    .where('kind', '=', 'erase contacts')
    .executeTakeFirstOrThrow();
  const event = Number(job.subject);
  const folder = join(desk.settings.dataDir, 'mail');
  await mkdir(folder, { recursive: true });
  const names = [`tip-${kept}.1.eml`, `tip-${taken}.1.eml`, `tip-${taken}.${event - 1}.1.eml`];
  for (const name of [...names, `tip-${taken}.${event}.1.eml`]) await writeFile(join(folder, name), '');
  expect(job.due - clock()).toBeGreaterThanOrEqual(70_000);
  clock.set(job.due);
  const about = { kind: 'erase contacts', subject: event, attempts: 1, claimedAt: clock() } as const;
  const run = () =>
    contactsHandler(desk)['erase contacts'].run({ ...about, signal: AbortSignal.timeout(60_000) });
  // Others on the same PostgreSQL may have the scrub tried more than once.
  await expect.poll(() => run().then(() => 'done', String), { timeout: 30_000 }).toBe('done');
  expect((await readdir(folder)).sort()).toEqual([`tip-${kept}.1.eml`, `tip-${taken}.${event}.1.eml`]);
});

test('no mail is made anew of a tip that its reader has withdrawn', async () => {
  const { desk, viewer, submit } = await createRetentionWorld();
  const { number } = await submit(FIELDS);
  const { id } = await desk.database.query
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', 'tip mail')
    .executeTakeFirstOrThrow();
  await withdrawTip(desk, number);
  await desk.database.write(trx =>
    trx.updateTable('outbox').set({ state: 'set aside' }).where('id', '=', id).execute(),
  );
  const sent = sendToInbox(desk, viewer, { number, mail: id });
  await expect(sent).rejects.toMatchObject({ code: 'withdrawn' });
});
