import { expect, test } from 'vitest';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

type Said = { consent_media?: string; files?: boolean; name?: string; phone?: string; age_14?: string };

/** What a tip's page says under its files and its consents, and what its row in the list says. */
async function shownOf({ files = false, ...fields }: Said) {
  const world = await createWorld();
  const staff = await world.signIn();
  const post = world.request.post('/tips').field('message', '글');
  for (const [name, value] of Object.entries(fields)) post.field(name, value);
  if (fields.name !== undefined || fields.phone !== undefined) post.field('consent_contact', 'on');
  if (files) post.attach('files', Buffer.from('x'), { filename: 'a.jpg', contentType: 'image/jpeg' });
  await post.expect(303);
  const list = await staff.get('/admin?lang=ko').expect(200);
  const { text } = await staff.get('/admin/tips/1?lang=ko').expect(200);
  const part = (id: string) =>
    textOf(new RegExp(`<section[^>]*aria-labelledby="${id}"[\\s\\S]*?</section>`).exec(text)?.[0] ?? '');
  const badges = (html: string) => [...html.matchAll(/class="badge \w+">([^<]+)/g)].map(([, word]) => word);
  return { files: part('files'), consents: part('consents'), badges: badges(text), list: badges(list.text) };
}

test('Permission is a badge in the list, beside the files and among the consents', async () => {
  const given = await shownOf({ files: true, consent_media: 'on' });
  expect(given.list).toEqual(['사용 허락']);
  expect(given.files).toContain('파일 1개 사용 허락');
  expect(given.consents).toBe('동의사진·영상사용 허락');
  const refused = await shownOf({ files: true });
  expect(refused.list).toEqual(['허락 없음']);
  expect(refused.files).toContain('파일 1개 허락 없음');
  expect(refused.consents).toBe('동의사진·영상허락 없음');
});

test('What was never asked is not shown as a no', async () => {
  const bare = await shownOf({});
  expect(bare).toMatchObject({ consents: '', badges: [], list: [] });
  const named = await shownOf({ name: '김제보' });
  expect(named.consents).toBe('동의개인정보 수집·이용예만 14세 이상답하지 않음');
  const reachable = await shownOf({ phone: '010-1234-5678', age_14: 'yes' });
  expect(reachable.consents).toBe('동의개인정보 수집·이용예만 14세 이상예');
});

test('What was said without being asked is shown all the same', async () => {
  expect((await shownOf({ consent_media: 'on' })).list).toEqual(['사용 허락']);
  expect((await shownOf({ age_14: 'no' })).consents).toBe('동의만 14세 이상아니요');
});

test('A forgotten tip has no permission that anybody could use', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await world.request.post('/tips').field('message', '글').field('consent_media', 'on').expect(303);
  await staff
    .post('/admin/tips/1/forgetting')
    .type('form')
    .send({ version: '1', confirmed: 'on' })
    .expect(303);
  expect((await staff.get('/admin')).text).not.toContain('class="badge');
});
