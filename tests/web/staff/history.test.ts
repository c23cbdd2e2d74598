import { randomBytes } from 'node:crypto';
import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { chainEvents } from '../../../src/history/chain.ts';
import { noteDeskEvent } from '../../../src/history/note-desk-event.ts';
import { DAY } from '../../support/clock.ts';
import { sendTip } from '../../support/kept-file.ts';
import { createWorld, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

const chain = ({ database }: World) => chainEvents({ database, key: randomBytes(32) });

async function idOf({ database }: World, email: string): Promise<string> {
  const { id } = await database.query
    .selectFrom('staff')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return id;
}

/** One tip that was looked at, and an account whose role was changed a day later. */
async function deskWithHistory() {
  const world = await createWorld();
  const before = await world.signIn();
  await sendTip(world, { message: '불이 났어요' });
  await before.get('/admin/tips/1').expect(200);
  world.clock.move(DAY);
  const admin = await world.signIn();
  const by = await idOf(world, 'editor@newsroom.example');
  const roleChanged = { kind: 'role changed', by, at: world.clock(), subject: by, detail: '=1+1' } as const;
  await world.database.write(trx => noteDeskEvent(trx, roleChanged));
  await chain(world);
  return { world, admin };
}

type Told = {
  entries: { id: number; kind: string; tip: number | null; by: string | null }[];
  next: string | null;
};

const json = async (agent: Agent, query = ''): Promise<Told> =>
  (await agent.get(`/admin/history${query}`).accept('json').expect(200)).body;

const kinds = async (agent: Agent, query: string) =>
  (await json(agent, query)).entries.map(({ kind }) => kind).filter(kind => EXPECTED.has(kind));
/** Others may come to be noted by the way, as a sign-in is. */
const EXPECTED = new Set(['received', 'viewed', 'role changed']);

test('Roles, second factors and choices of a setting are told by their names', async () => {
  const { world, admin } = await deskWithHistory();
  const by = await idOf(world, 'editor@newsroom.example');
  const at = world.clock();
  await world.database.write(async trx => {
    await noteDeskEvent(trx, { kind: 'role changed', by, at, subject: by, detail: 'editor → reporter' });
    await noteDeskEvent(trx, { kind: 'second factor added', by, at, subject: by, detail: 'app' });
    const subject = 'SECOND_FACTOR';
    await noteDeskEvent(trx, { kind: 'setting changed', by, at, subject, detail: 'optional → required' });
  });
  await chain(world);
  const page = textOf((await admin.get('/admin/history?lang=ko').expect(200)).text);
  expect(page).toContain('(편집 → 취재)');
  expect(page).toContain('(인증 앱)');
  expect(page).toContain('(원하는 사람만 → 모두에게 요구)');
});

test('the page tells who did what to which tip, and the latest first, in both languages', async () => {
  const { admin } = await deskWithHistory();
  const page = textOf((await admin.get('/admin/history?lang=en').expect(200)).text);
  expect(page).toContain('Role changed: editor@newsroom.example (=1+1)');
  expect(page).toContain('Tip viewed');
  expect(page).not.toContain('불이 났어요');
  const korean = textOf((await admin.get('/admin/history?lang=ko').expect(200)).text);
  expect(korean).toContain('할 수 있는 일을 바꿈: editor@newsroom.example (=1+1)');
  expect(await kinds(admin, '')).toEqual(['role changed', 'viewed', 'received']);
});

test('the history is searched by person, tip, kind and day, and by all of them', async () => {
  const { world, admin } = await deskWithHistory();
  const today = new Date(world.clock()).toISOString().slice(0, 10);
  expect(await kinds(admin, '?person=editor@newsroom.example')).toEqual(['role changed', 'viewed']);
  expect(await kinds(admin, '?person=nobody@newsroom.example')).toEqual([]);
  expect(await kinds(admin, '?tip=1')).toEqual(['viewed', 'received']);
  expect(await kinds(admin, '?tip=2')).toEqual([]);
  expect(await kinds(admin, '?kind=received')).toEqual(['received']);
  expect(await kinds(admin, `?from=${today}`)).toEqual(['role changed']);
  expect(await kinds(admin, '?to=2026-11-23')).toEqual(['viewed', 'received']);
  expect(await kinds(admin, '?person=editor@newsroom.example&tip=1&kind=viewed&to=2026-11-23')).toEqual([
    'viewed',
  ]);
  // What is wrong in a question is not asked.
  expect(await kinds(admin, '?person=&tip=x&kind=none&from=never&after=1')).toHaveLength(3);
});

test('all pages together tell each entry once', async () => {
  const { world, admin } = await deskWithHistory();
  await world.database.write(async trx => {
    const at = world.clock();
    for (let index = 0; index < 230; index++)
      await noteDeskEvent(trx, {
        kind: 'token made',
        by: null,
        at: at + (index % 7),
        subject: String(index),
      });
  });
  await chain(world);
  const seen: number[] = [];
  for (let next: string | null = '/admin/history?kind=token%20made'; next !== null; ) {
    const told: Told = (await admin.get(next).accept('json').expect(200)).body;
    seen.push(...told.entries.map(({ id }) => id));
    next = told.next;
  }
  expect(seen).toHaveLength(230);
  expect(new Set(seen).size).toBe(230);
});

test('the table for a spreadsheet has no formula in it, and its taking stands in the history', async () => {
  const { world, admin } = await deskWithHistory();
  const answer = await admin.get('/admin/history.csv?kind=role%20changed').expect(200);
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers['content-disposition']).toContain('history.csv');
  const [head, row, end] = answer.text.replace('\uFEFF', '').split('\r\n');
  expect(answer.text.startsWith('\uFEFF')).toBe(true);
  expect(head).toBe('"id","time","tip","what","who","about","detail","file"');
  expect(row).toContain('"role changed","editor@newsroom.example","editor@newsroom.example","\'=1+1",""');
  expect(end).toBe('');
  await chain(world);
  const { entries } = await json(admin, '?kind=history%20exported');
  expect(entries).toMatchObject([{ by: 'editor@newsroom.example', tip: null }]);
});

test('who is no admin gets none of it', async () => {
  const { world, admin } = await deskWithHistory();
  await world.database.write(trx => trx.updateTable('staff').set({ role: 'editor' }).execute());
  for (const path of ['/admin/history', '/admin/history.csv']) {
    const { status, text } = await admin.get(path).accept('json');
    expect([status, text.includes('role changed')]).toEqual([403, false]);
  }
});
