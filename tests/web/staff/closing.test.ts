import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { outcomes } from '../../../src/i18n/ko/staff/tip/closing.ts';
import { CLOSING_OUTCOMES } from '../../../src/tips/outcomes.ts';
import { htmlFaults } from '../../support/html.ts';
import { notesOf, publicationsOf } from '../../support/sealed-tips.ts';
import { createWorld, type World } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

const ARTICLE = 'https://www.ytn.co.kr/_ln/0103_2026';

async function deskWithTip() {
  const world = await createWorld();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  return { world, staff: await world.signIn() };
}

const close = (staff: Agent, fields: Record<string, string | string[]>, lang = 'ko') =>
  staff.post(`/admin/tips/1/closure?lang=${lang}`).type('form').send(fields);

async function closedAs(world: World) {
  const { state, outcome } = await world.database.query
    .selectFrom('tips')
    .select(['state', 'outcome'])
    .executeTakeFirstOrThrow();
  return [state, outcome, ...(await publicationsOf(world))];
}

test('Closing asks what came of the tip, and says how long it is kept then', async () => {
  const { world, staff } = await deskWithTip();
  const { text } = await staff.get('/admin/tips/1?lang=ko').expect(200);
  expect(textOf(text)).toContain('어떻게 됐나요?');
  expect(textOf(text)).toContain('뉴스가 된 제보는 닫은 때부터 1년, 안 된 제보는 90일 뒤에');
  expect(text).toMatch(/name="outcome" value="used"/);
  expect(text).toMatch(/name="outcome" value="not for us"/);

  await close(staff, { version: '1', outcome: 'used', article: `${ARTICLE}?utm_source=mail#top` }).expect(
    303,
  );
  expect(await closedAs(world)).toEqual(['closed', 'used', ARTICLE]);
  for (const [lang, word] of [
    ['ko', '뉴스가 됨'],
    ['en', 'Became news'],
  ] as const) {
    const page = await staff.get(`/admin/tips/1?lang=${lang}`).expect(200);
    expect(textOf(page.text)).toContain(word);
    expect(page.text).toContain(`href="${ARTICLE}"`);
    expect(textOf((await staff.get(`/admin?lang=${lang}`)).text)).toContain(word);
    expect(await htmlFaults(page.text)).toEqual([]);
  }
});

test('A script of before, which says no outcome, closes as it did, and reopening clears all', async () => {
  const { world, staff } = await deskWithTip();
  await close(staff, { version: '1' }).expect(303);
  expect(await closedAs(world)).toEqual(['closed', null]);
  await staff.post('/admin/tips/1/reopening').type('form').send({ version: '2' }).expect(303);
  await close(staff, { version: '3', outcome: 'used', article: ARTICLE }).expect(303);
  await staff
    .post('/admin/tips/1/reopening')
    .type('form')
    .send({ version: '4', outcome: 'used', article: 'x' })
    .expect(303);
  expect(await closedAs(world)).toEqual(['open', null]);
});

test.each([
  ['ko', '기사 주소를 알아볼 수 없어서 닫지 않았어요.'],
  ['en', 'The article’s address could not be understood, so the tip was not closed.'],
])('In %s, an article that is no page of the web is told beside its field', async (lang, told) => {
  const { world, staff } = await deskWithTip();
  for (const article of ['www.ytn.co.kr', 'javascript:alert(1)', `https://a.example/${'a'.repeat(2_000)}`]) {
    const fields = { version: '1', outcome: 'used', article, body: '내일 다시' };
    const { text } = await close(staff, fields, lang).expect(422);
    expect(textOf(text)).toContain(told);
    expect(text).toMatch(/<details class="folded closing" open>/);
    expect(text).toMatch(/id="article"[^>]* aria-describedby="article-hint article-fault"[^>]* autofocus/);
    expect(fieldsOf(text)).toMatchObject({ article, body: '내일 다시' });
    expect(await htmlFaults(text)).toEqual([]);
  }
  expect(await closedAs(world)).toEqual(['new', null]);
});

test('An outcome that is not known closes nothing, and is told', async () => {
  const { world, staff } = await deskWithTip();
  for (const outcome of ['withdrawn', 'USED', ['used', 'not for us']]) {
    const { text } = await close(staff, { version: '1', outcome }).expect(422);
    expect(textOf(text)).toContain('어떻게 됐는지 알아볼 수 없어서 닫지 않았어요.');
  }
  expect(await closedAs(world)).toEqual(['new', null]);
});

test('Note and close says by the same press what came of it; a fault of either keeps both', async () => {
  const { world, staff } = await deskWithTip();
  const press = (fields: Record<string, string>) =>
    staff
      .post('/admin/tips/1/closure?lang=ko&with=note')
      .type('form')
      .send({ version: '1', ...fields });
  const both = await press({ outcome: 'used', article: 'ytn', body: ' ' }).expect(422);
  expect(textOf(both.text)).toMatch(/기사 주소를 알아볼 수 없어서.*메모가 비어 있어요/s);
  expect(fieldsOf(both.text)['article']).toBe('ytn');

  await press({ outcome: 'used', article: ARTICLE, body: '5시 뉴스' }).expect(303);
  expect(await closedAs(world)).toEqual(['closed', 'used', ARTICLE]);
  expect(await notesOf(world)).toMatchObject([{ body: '5시 뉴스' }]);
});

test('A closing that came too late leaves the typed address in its field', async () => {
  const { staff } = await deskWithTip();
  await staff.post('/admin/tips/1/opening').type('form').send({ version: '1' }).expect(303);
  const { text } = await close(staff, { version: '1', outcome: 'used', article: ARTICLE }).expect(409);
  expect(fieldsOf(text)['article']).toBe(ARTICLE);
});

test.each([
  ['ko', '알 수 없음: settled'],
  ['en', 'unknown: settled'],
])('In %s, an outcome of a newer version is shown as it stands', async (lang, shown) => {
  const { world, staff } = await deskWithTip();
  await close(staff, { version: '1' }).expect(303);
  await world.database.write(trx => trx.updateTable('tips').set({ outcome: 'settled' }).execute());
  for (const path of ['/admin', '/admin/tips/1']) {
    const { text } = await staff.get(path).query({ view: 'all', lang }).expect(200);
    expect(textOf(text)).toContain(shown);
  }
});

test('A tip is closed with each outcome, which the list, the page and JSON tell', async () => {
  const { world, staff } = await deskWithTip();
  await world.request.post('/tips').type('form').send({ message: '같은 글' }).expect(303);
  const json = async () => (await staff.get('/admin/tips/1').accept('json').expect(200)).body;
  let version = 1;
  for (const outcome of CLOSING_OUTCOMES) {
    const name = outcomes[outcome];
    const original = outcome === 'duplicate' ? '#2' : '';
    await close(staff, { version: String(version++), outcome, duplicate_of: original }).expect(303);
    const { text } = await staff.get('/admin/tips/1?lang=ko').expect(200);
    expect(textOf(text)).toContain(name);
    expect(await json()).toMatchObject({ outcome, duplicate_of: original === '' ? null : 2 });
    await staff
      .post('/admin/tips/1/reopening')
      .type('form')
      .send({ version: String(version++) });
  }
  expect(await json()).toMatchObject({ state: 'open', outcome: null, duplicate_of: null });
});

test('A duplicate names a tip that the viewer sees, and not itself; else it is not closed', async () => {
  const { world, staff } = await deskWithTip();
  for (const [typed, told] of [
    ['', '어느 제보와 같은지 번호를 적어 주세요.'],
    ['둘', '그 번호의 제보를 찾을 수 없어서'],
    ['2', '그 번호의 제보를 찾을 수 없어서'],
    ['1', '이 제보의 번호예요.'],
  ] as const) {
    const fields = { version: '1', outcome: 'duplicate', duplicate_of: typed, body: '쓰던 메모' };
    const { text } = await close(staff, fields).expect(422);
    expect(textOf(text)).toContain(told);
    expect(fieldsOf(text)).toMatchObject({ duplicate_of: typed, body: '쓰던 메모' });
    expect(await htmlFaults(text)).toEqual([]);
  }
  expect(await closedAs(world)).toEqual(['new', null]);
});
