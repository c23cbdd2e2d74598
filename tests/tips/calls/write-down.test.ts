import { expect, test } from 'vitest';
import { dropCallDraft, keepCallDraft, loadCallDrafts } from '../../../src/tips/calls/call-drafts.ts';
import { findEarlier } from '../../../src/tips/calls/earlier-tips.ts';
import { EVERYTHING } from '../../../src/tips/list/filter.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import { createPace } from '../../../src/tips/list/search/pace.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { findTalk } from '../../../src/tips/talk/find-talk.ts';
import { withdrawTip } from '../../../src/tips/talk/withdraw.ts';
import { addViewer } from '../tip-world.ts';
import { createCallWorld } from './call-world.ts';

const ID = '0f0e0d0c-0000-4000-8000-000000000007';

test('a call that is written down is a tip of the phone whose receipt opens it', async () => {
  const { desk, write, read, clock, viewer } = await createCallWorld();
  const { number, receipt } = await write({
    number: '010-1234-5678',
    note: '상암동에서 불이 났대요',
    place: '상암동',
    consent: '네, 전화 주셔도 돼요',
    consent_contact: 'on',
    use: 'unnamed',
  });
  expect(await findTalk(desk, receipt ?? '')).toMatchObject({ number });
  const { tip, messages, contacts, events } = await read(number);
  expect(tip).toMatchObject({
    channel: 'phone',
    place: '상암동',
    consentContact: true,
    permission: 'unnamed',
  });
  expect(contacts.shown?.list).toEqual([
    { way: 'phone', typed: '010-1234-5678', parsed: '+82 10 1234 5678', mayReply: true },
  ]);
  const call = { kind: 'call', direction: 'in', taker: { email: viewer.email }, ended: clock() };
  expect(messages).toMatchObject([{ channel: 'phone', call: { ...call, consent: '네, 전화 주셔도 돼요' } }]);
  expect(events[0]).toMatchObject({ kind: 'received', by: { email: viewer.email } });
});

test('a call sent twice is one tip, though the second was over later', async () => {
  const { desk, write, clock } = await createCallWorld();
  const first = await write({ note: '불', submission: ID });
  clock.move(90_000);
  expect(await write({ note: '불', submission: ID })).toEqual({ ...first, repeated: true });
  expect(await desk.database.query.selectFrom('tips').select('number').execute()).toHaveLength(1);
});

test('a call about a tip that is there stands in its talk, and nobody waits for an answer', async () => {
  const { desk, submit, write, read, clock, viewer } = await createCallWorld();
  const { number } = await submit({ message: '불', phone: '02-398-8585', consent_contact: 'on' });
  clock.move(60_000);
  const fields = { tip: String(number), note: '두 명 다쳤대요', number: '02 398 8585', direction: 'out' };
  expect(await write({ ...fields, place: '3층', use: 'yes' })).toMatchObject({ number, receipt: null });
  const { tip, messages, contacts, events } = await read(number);
  expect(messages[1]).toMatchObject({
    channel: 'phone',
    body: '두 명 다쳤대요',
    call: { direction: 'out', place: '3층' },
  });
  expect(tip).toMatchObject({ channel: 'form', version: 3 });
  expect(contacts.shown?.list).toHaveLength(1);
  expect(events.map(({ kind, by }) => [kind, by?.email ?? null]).slice(1, 3)).toEqual([
    ['reader wrote', viewer.email],
    ['permission changed', viewer.email],
  ]);
  const { rows } = await listTips(desk, viewer, { filter: { ...EVERYTHING, view: 'answered' } });
  expect(rows).toEqual([]);
});

test('a number that a tip did not have is added to it, and found by who may see contacts', async () => {
  const { desk, submit, write, viewer, read } = await createCallWorld();
  const { number } = await submit({ message: '불' });
  await write({ tip: String(number), note: '다시 걸려 옴', number: '010-1234-5678' });
  await write({ note: '다른 일', number: '+82 10 1234 5678' });
  await submit({ message: '010-1234-5678 이 번호로 사기 전화가 와요' });
  const found = await findEarlier(desk, viewer, '01012345678', createPace());
  expect(found.map(tip => tip.number)).toEqual([2, number]);
  const { events } = await read(number);
  expect(events.map(({ kind }) => kind)).toContain('contact viewed');
});

test('nobody is offered tips of a number whose contacts they may not see', async () => {
  const { desk, write } = await createCallWorld();
  await write({ note: '불', number: '010-1234-5678' });
  const reporter = { ...(await addViewer(desk, 'r@newsroom.example')), role: 'reporter' as const };
  expect(await findEarlier(desk, reporter, '010-1234-5678', createPace())).toEqual([]);
});

test('a reporter sees the tip of the call that they wrote down, and is reminded to call back', async () => {
  const { desk, write } = await createCallWorld();
  const reporter = { ...(await addViewer(desk, 'r@newsroom.example')), role: 'reporter' as const };
  const { number } = await write({ note: '불', call_back: '2026-12-24' }, { viewer: reporter });
  expect((await readTip(desk, reporter, number)).work.remindOn).toBe('2026-12-24');
});

test('a letter is another channel, and leaves what its reader said to be answered', async () => {
  const { desk, write, read, viewer, clock } = await createCallWorld();
  const { number } = await write({ kind: 'visit', note: '찾아오셨어요' });
  expect((await read(number)).tip).toMatchObject({ channel: 'other' });
  clock.move(60_000);
  await write({ kind: 'letter', note: '편지가 왔어요', tip: String(number) });
  const { rows } = await listTips(desk, viewer, { filter: { ...EVERYTHING, view: 'answered' } });
  expect(rows.map(row => row.number)).toEqual([number]);
});

test('what cannot be is told at its field, and nothing is kept', async () => {
  const { desk, submit, write } = await createCallWorld();
  const { number } = await submit({ message: '불' });
  await withdrawTip(desk, number);
  const refused = async (fields: Record<string, string>) =>
    write({ note: '말', ...fields }).then(
      () => [],
      error => Object.keys(error.faults),
    );
  expect(await refused({ tip: '99' })).toEqual(['tip']);
  expect(await refused({ tip: String(number) })).toEqual(['tip']);
  expect(await refused({ taker: 'nobody@newsroom.example' })).toEqual(['taker']);
  expect(await refused({ call_back: '2020-01-01' })).toEqual(['call_back']);
  expect(await refused({ topic: 'none-such' })).toEqual(['topic']);
  expect(await desk.database.query.selectFrom('tips').select('number').execute()).toHaveLength(1);
});

test('two first texts of one draft that come at once are both kept', async () => {
  const { desk, viewer } = await createCallWorld();
  const keep = (note: string) => keepCallDraft(desk, viewer, { note }, { id: 'first', seen: 0 });
  await Promise.all([keep('불'), keep('물')]);
  const drafts = await loadCallDrafts(desk, viewer);
  expect(drafts.map(({ typed }) => typed['note']).sort()).toEqual(['물', '불']);
});

test('a draft whose keeping was never answered goes once its call is written down', async () => {
  const { desk, viewer } = await createCallWorld();
  const draft = { id: 'a'.repeat(32), seen: 0 };
  const typed = { note: '불이 났대요', number: '010-1234-5678' };
  await keepCallDraft(desk, viewer, { ...typed, note: '불이' }, draft);
  expect(await keepCallDraft(desk, viewer, typed, draft)).toEqual({ id: draft.id, seen: 2 });
  // In another tab somebody wrote on.
  await dropCallDraft(desk, viewer, { ...typed, note: '불' }, draft);
  expect(await loadCallDrafts(desk, viewer)).toMatchObject([{ typed }]);
  await dropCallDraft(desk, viewer, typed, draft);
  expect(await loadCallDrafts(desk, viewer)).toEqual([]);
});

test('who may be called at one number may not be called at another', async () => {
  const { submit, write, read } = await createCallWorld();
  const { number } = await submit({
    message: '불',
    phone: '02-398-8585',
    email: 'a@b.kr',
    reply_by: 'email',
    consent_contact: 'on',
  });
  await write({
    tip: String(number),
    note: '네, 이 번호로요',
    number: '010-1234-5678',
    consent_contact: 'on',
  });
  const { contacts } = await read(number);
  const phones = contacts.shown?.list.filter(({ way }) => way === 'phone');
  expect(phones?.map(({ typed, mayReply }) => [typed, mayReply])).toEqual([
    ['02-398-8585', false],
    ['010-1234-5678', true],
  ]);
});

test('a consent to be called gives a tip without a number no consent', async () => {
  const { submit, write, read } = await createCallWorld();
  const { number } = await submit({ message: '불' });
  await write({ tip: String(number), note: '번호는 숨겼어요', consent_contact: 'on' });
  expect((await read(number)).tip).not.toMatchObject({ consentContact: true });
});

test('a number that is none of a plan is found however it was divided', async () => {
  const { desk, viewer, write } = await createCallWorld();
  await write({ note: '안심번호로 옴', number: '0507-9999-99999' });
  const found = await findEarlier(desk, viewer, '0507 99999 9999', createPace());
  expect(found.map(({ number }) => number)).toEqual([1]);
});
