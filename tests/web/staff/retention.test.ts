import type { Agent, Response } from 'supertest';
import { expect, test } from 'vitest';
import { exactTime } from '../../../src/i18n/dates.ts';
import { bareTip } from '../../support/bare-tip.ts';
import { DAY } from '../../support/clock.ts';
import { createWorld, type World } from '../../support/world.ts';
import { textOf } from '../page.ts';

type Row = Partial<Omit<ReturnType<typeof bareTip>, 'headline' | 'forgotten_at'>> & {
  forgotten_at?: number;
  headline?: string;
  outcome?: string;
  reader_at?: number;
};

const plant = (world: World, rows: readonly Row[]) =>
  world.database.write(async trx => {
    const values = rows.map(row => ({ ...bareTip(), headline: '글', ...row }));
    const planted = await trx.insertInto('tips').values(values).returning('number').execute();
    return planted.map(({ number }) => number);
  });

const json = async (staff: Agent, query = '') =>
  (await staff.get(`/admin/retention${query}`).set('Accept', 'application/json').expect(200)).body;

test('the page shows what goes in the next thirty days, when and why, the first first', async () => {
  const world = await createWorld();
  const now = world.clock();
  const closed = (days: number) => ({ state: 'closed', state_since: now - days * DAY });
  const [late, used, open] = await plant(world, [
    { headline: '불이 났어요 900101-1234567', ...closed(65) },
    { headline: '뉴스가 된 글', ...closed(350), outcome: 'used' },
    { headline: '열린 글', state: 'open', reader_at: now - 364 * DAY },
    { headline: '서른한 날 뒤', ...closed(59) },
    { headline: '모르는 상태', state: 'asked', reader_at: now - 4_000 * DAY },
    { headline: '이미 지움', ...closed(80), forgotten_at: now },
  ]);
  const staff = await world.signIn();
  const page = textOf((await staff.get('/admin/retention?lang=ko').expect(200)).text);
  expect(page).toContain('30일 안에 지워져요 3');
  const places = ['열린 글', '뉴스가 된 글', '불이 났어요'].map(headline => page.indexOf(headline));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(page).toContain('뉴스가 되지 않고 닫은 지 90일');
  expect(page).toContain('뉴스가 되어 닫은 지 1년');
  expect(page).toContain('제보자의 마지막 말에서 1년');
  expect(page).not.toMatch(/1234567|서른한 날|모르는 상태|이미 지움/);

  const { tips, next, counts } = await json(staff);
  expect([next, counts]).toEqual([null, { going: 3, held: 0 }]);
  const iso = (days: number) => new Date(now + days * DAY).toISOString();
  expect(tips).toMatchObject([
    // Its time is over tomorrow, but nobody was told yet.
    { number: open, rule: 'open', due_at: iso(1), goes_at: iso(7), told_at: null },
    { number: used, rule: 'used', due_at: iso(15), goes_at: iso(15) },
    {
      number: late,
      rule: 'unused',
      due_at: iso(25),
      goes_at: iso(25),
      headline: expect.stringContaining('불이'),
    },
  ]);
  expect((await staff.get('/admin?lang=ko')).text).toContain('href="/admin/retention"');
});

test('a tip’s own page says when it goes by itself, and by which rule; one that is held says nothing of it', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  const [soon, over] = await plant(world, [
    { state: 'closed', outcome: 'used', state_since: world.clock() - 364 * DAY },
    { state: 'open', reader_at: world.clock() - 366 * DAY },
  ]);
  const told = async (number: number | undefined, lang: string) =>
    textOf((await staff.get(`/admin/tips/${number}?lang=${lang}`).expect(200)).text);
  const due = exactTime(world.clock() + DAY, 'ko', world.config.newsroom.timeZone);
  expect(await told(soon, 'ko')).toContain(`그대로 두면 ${due}에 저절로 지워져요. (뉴스가 되어 닫은 지 1년)`);
  expect(await told(over, 'en')).toContain('Its time is over: it is forgotten by itself');
  const asJson = await staff.get(`/admin/tips/${soon}`).set('Accept', 'application/json').expect(200);
  expect(asJson.body).toMatchObject({ due_at: new Date(world.clock() + DAY).toISOString() });

  await staff
    .post(`/admin/tips/${soon}/hold`)
    .type('form')
    .set('Origin', world.config.publicUrl)
    .send({ version: 1, on: 'on', reason: '소송' })
    .expect(303);
  expect(await told(soon, 'ko')).not.toContain('저절로 지워져요. (');
});

test('what is held does not go, and stands on a list of its own with who holds it and why', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  const [held] = await plant(world, [
    { headline: '소송 중인 글', state: 'closed', state_since: world.clock() - 400 * DAY },
  ]);
  await staff
    .post(`/admin/tips/${held}/hold`)
    .type('form')
    .set('Origin', world.config.publicUrl)
    .send({ version: 1, on: 'on', reason: '소송이 끝날 때까지' })
    .expect(303);
  expect(textOf((await staff.get('/admin/retention?lang=ko')).text)).toContain('지워질 제보가 없어요');
  const page = textOf((await staff.get('/admin/retention?view=held&lang=ko').expect(200)).text);
  expect(page).toContain('소송 중인 글');
  expect(page).toContain('editor@newsroom.example: 소송이 끝날 때까지');
  expect(await json(staff, '?view=held')).toEqual({
    tips: [
      {
        number: held,
        headline: '소송 중인 글',
        due_at: new Date(world.clock() - 310 * DAY).toISOString(),
        held_at: new Date(world.clock()).toISOString(),
        held_by: 'editor@newsroom.example',
        reason: '소송이 끝날 때까지',
      },
    ],
    next: null,
    counts: { going: 0, held: 1 },
  });
});

test('fifty stand on a page, and following the pages shows each once, whatever its rule', async () => {
  const world = await createWorld();
  const now = world.clock();
  const rows = Array.from({ length: 120 }, (_, index) =>
    index % 2 === 0
      ? { state: 'closed', state_since: now - 89 * DAY + Math.floor(index / 7) }
      : { state: 'open', reader_at: now - 364 * DAY + Math.floor(index / 7) },
  );
  const numbers = await plant(world, rows);
  const staff = await world.signIn();
  const seen: number[] = [];
  const sizes: number[] = [];
  for (let next: string | null = '/admin/retention'; next !== null; ) {
    const answer: Response = await staff.get(next).set('Accept', 'application/json').expect(200);
    const { body } = answer;
    seen.push(...body.tips.map(({ number }: { number: number }) => number));
    sizes.push(body.tips.length);
    next = body.next;
  }
  expect(sizes).toEqual([50, 50, 20]);
  expect(seen.toSorted((a, b) => a - b)).toEqual(numbers.toSorted((a, b) => a - b));
  const second = await staff.get('/admin/retention?after=1-1&lang=en').expect(200);
  expect(textOf(second.text)).toContain('Back to the first');
  await staff.get('/admin/retention?after=x&view=y&before=-1').expect(200);
});

test('it is for those alone who may see it', async () => {
  const world = await createWorld();
  await world.request.get('/admin/retention').expect(303);
  const staff = await world.signIn();
  await world.database.write(trx => trx.updateTable('staff').set({ role: 'owner' }).execute());
  await staff.get('/admin/retention').expect(403);
});
