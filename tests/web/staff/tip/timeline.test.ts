import { expect, test } from 'vitest';
import { HOUR } from '../../../support/clock.ts';
import { htmlFaults } from '../../../support/html.ts';
import { createWorld } from '../../../support/world.ts';
import { textOf } from '../../page.ts';

/** The lines of the talk, without those of the folded history. */
function talkOf(html: string): string[] {
  const [line = ''] = /<ol class="line">[\s\S]*?<\/ol>/.exec(html) ?? [];
  return [...line.matchAll(/<li [\s\S]*?<\/li>/g)].map(([item]) => textOf(item).trim());
}

async function deskOfTwo() {
  const world = await createWorld();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  const [minji, junho] = [
    await world.signIn('minji@newsroom.example'),
    await world.signIn('junho@newsroom.example'),
  ];
  const page = async (lang = 'ko') => (await minji.get(`/admin/tips/1?lang=${lang}`).expect(200)).text;
  const post = (who: typeof minji, path: string, fields: object) =>
    who.post(`/admin/tips/1/${path}`).type('form').send(fields).expect(303);
  return { world, minji, junho, page, post };
}

test('Notes and what was done stand in one order, and a closing says as what', async () => {
  const { world, minji, page, post } = await deskOfTwo();
  await post(minji, 'opening', { version: '1' });
  await post(minji, 'notes', { body: '전화해 봄' });
  await post(minji, 'closure', { version: '2', outcome: 'not for us' });
  await post(minji, 'reopening', { version: '3' });
  const html = await page();
  expect(talkOf(html).slice(1)).toEqual([
    '14:05들어옴',
    '14:05맡음 · minji@newsroom.example',
    'minji@newsroom.example · 메모직원만 봐요14:05전화해 봄',
    '14:05닫음: 우리 일이 아님 · minji@newsroom.example',
    '14:05다시 엶 · minji@newsroom.example',
  ]);
  expect(await htmlFaults(html)).toEqual([]);
  expect(talkOf(await page('en'))).toContain('14:05Closed: Not for us · minji@newsroom.example');
  const { body } = await minji.get('/admin/tips/1').accept('json').expect(200);
  expect(body.events).toContainEqual(expect.objectContaining({ kind: 'closed', value: 'not for us' }));
  // As an older version writes it, and as a newer one may.
  const closed = (detail: string | null) =>
    world.database.write(trx =>
      trx.updateTable('events').set({ detail }).where('kind', '=', 'closed').execute(),
    );
  await closed(null);
  expect(talkOf(await page())).toContain('14:05닫음 · minji@newsroom.example');
  await closed('sold');
  expect(talkOf(await page())).toContain('14:05닫음: sold · minji@newsroom.example');
});

test('Who comes back sees what others did since, and what all have read is in the history', async () => {
  const { world, minji, junho, page, post } = await deskOfTwo();
  expect(talkOf(await page())).not.toContain('지난번에 본 뒤로 새로워요');
  await post(minji, 'opening', { version: '1' });
  world.clock.move(HOUR);
  await post(junho, 'notes', { body: '제가 가 볼게요' });
  world.clock.move(HOUR);
  for (let load = 0; load < 2; load += 1) {
    const html = await page();
    expect(talkOf(html).slice(-2)).toEqual([
      '지난번에 본 뒤로 새로워요',
      'junho@newsroom.example · 메모직원만 봐요15:05제가 가 볼게요',
    ]);
    expect(await htmlFaults(html)).toEqual([]);
  }
  world.clock.move(HOUR);
  const html = await page();
  expect(talkOf(html)).not.toContain('지난번에 본 뒤로 새로워요');
  expect(textOf(html)).toContain('기록 모두 · 4번 열어 봄');
  expect(textOf(html)).toContain('메모를 남김 · junho@newsroom.example');
});
