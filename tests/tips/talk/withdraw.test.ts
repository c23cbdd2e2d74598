import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listTips } from '../../../src/tips/list/list.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { findTalk } from '../../../src/tips/talk/find-talk.ts';
import { receiveMessage } from '../../../src/tips/talk/receive-message.ts';
import { sweepWithdrawn } from '../../../src/tips/talk/sweep-withdrawn.ts';
import { withdrawTip } from '../../../src/tips/talk/withdraw.ts';
import { takeStep } from '../../../src/tips/work/state.ts';
import { DAY } from '../../support/clock.ts';
import { createRetentionWorld } from '../end/retention-world.ts';

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

test('a tip that is withdrawn goes after a week, also where an older version has opened it again', async () => {
  const { desk, clock, tip, goTo, sweep, forgotten } = await createRetentionWorld();
  const withdrawn = await tip();
  await withdrawTip(desk, withdrawn);
  const opened = { state: 'open', outcome: null, state_since: clock() };
  await desk.database.write(trx => trx.updateTable('tips').set(opened).execute());
  await goTo(clock() + 7 * DAY);
  await sweep();
  expect(await forgotten()).toEqual([[withdrawn, 'withdrawn']]);
});

test('what a crash left of the mails of a withdrawn tip is removed, but for what tells of it', async () => {
  const { desk, clock, tip } = await createRetentionWorld();
  const [kept, withdrawn] = [await tip(), await tip()];
  await withdrawTip(desk, withdrawn);
  const folder = join(desk.settings.dataDir, 'mail');
  await mkdir(folder, { recursive: true });
  const write = async (name: string, at: number) => {
    await writeFile(join(folder, name), '');
    await utimes(join(folder, name), at / 1_000, at / 1_000);
  };
  await write(`tip-${kept}.1.eml`, clock() - 1_000);
  await write(`tip-${withdrawn}.1.eml`, clock() - 1_000);
  await write(`tip-${withdrawn}.7.1.eml`, clock() + 1_000);
  await sweepWithdrawn(desk);
  expect(await readdir(folder)).toEqual([`tip-${kept}.1.eml`, `tip-${withdrawn}.7.1.eml`]);
});
