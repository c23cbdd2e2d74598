import { expect, test } from 'vitest';
import { z } from 'zod';
import { createLog } from '../../../src/log.ts';
import { makeKeptKeys } from '../../support/keys.ts';
import { createWorld, type World } from '../../support/world.ts';
import { indexTips } from '../../tips/list/search/index-tips.ts';

/** What readers send, each as a tip of its own. */
const SENT = {
  'in a longer word': { message: '강남역 대형화재현장에서 연기가 나요' },
  'after a space': { message: '어제 대형 화재가 났던 건물이에요' },
  'decomposed, as a Mac sends it': { message: '아파트 화재 영상이에요'.normalize('NFD') },
  'as a place': { message: '사진을 보내요', place: '화재 현장 앞' },
  'a number with hyphens': { message: '010-1234-5678로 전화 주세요' },
  'a number from abroad': { message: '글', phone: '+82 10 1234 5678', name: '홍길동', consent_contact: 'on' },
  'another number': { message: '010-1234-5679로 전화 주세요' },
  'nothing of it': { message: '재미있는 영화를 봤어요' },
};

const list = z.object({ tips: z.array(z.object({ number: z.number() })), next: z.string().nullable() });

/** A desk to which all of it was sent. `find`: what is found, the newest first, however often it has to be searched on. */
async function deskWithAll() {
  const world = await createWorld();
  const names = new Map<number, string>();
  for (const [name, fields] of Object.entries(SENT)) names.set(await send(world, fields), name);
  const staff = await world.signIn();
  const find = async (q: string) => {
    const found: (string | undefined)[] = [];
    let next: string | null = `/admin?${new URLSearchParams({ view: 'all', q })}`;
    while (next !== null) {
      const { body } = await staff.get(next).accept('application/json').expect(200);
      const page = list.parse(body);
      found.push(...page.tips.map(({ number }) => names.get(number)));
      next = page.next;
    }
    return found;
  };
  return { world, staff, find };
}

async function send({ request }: World, fields: Record<string, string>): Promise<number> {
  const { body } = await request.post('/tips').accept('application/json').type('form').send(fields);
  return z.object({ number: z.number() }).parse(body).number;
}

async function index({ database, config, clock }: World) {
  const { masters } = await makeKeptKeys(database, config);
  await indexTips({ database, masters, clock, log: createLog(() => {}) });
}

const FIRES = ['as a place', 'decomposed, as a Mac sends it', 'after a space', 'in a longer word'];
const NUMBERS = ['a number from abroad', 'a number with hyphens'];

const QUESTIONS: Readonly<Record<string, string[]>> = {
  화재: FIRES,
  ㅎㅈ: FIRES,
  [`${'화재'.normalize('NFD')}`]: FIRES,
  대형화재: ['after a space', 'in a longer word'],
  '대형 화재': ['after a space', 'in a longer word'],
  '"대형 화재"': ['after a space'],
  '화재 -대형': ['as a place', 'decomposed, as a Mac sends it'],
  '01012345678': NUMBERS,
  '010-1234-5678': NUMBERS,
  '+82 10 1234 5678': NUMBERS,
  홍길동: ['a number from abroad'],
  부산: [],
};

test('A search finds what was meant, however it is written, before the index knows of it and after', async () => {
  const { world, find } = await deskWithAll();
  const all = async () => {
    const found: Record<string, (string | undefined)[]> = {};
    for (const question of Object.keys(QUESTIONS)) found[question] = await find(question);
    return found;
  };
  expect(await all()).toEqual(QUESTIONS);
  await index(world);
  expect(await all()).toEqual(QUESTIONS);
});

test('A forgotten tip is found by nothing that it said, and by no note on it', async () => {
  const { world, staff, find } = await deskWithAll();
  const form = {
    message: '싱크홀 신고',
    place: '잠실',
    name: '임꺽정',
    phone: '010-9999-8888',
    consent_contact: 'on',
  };
  const sent = world.request.post('/tips').accept('application/json');
  for (const [field, value] of Object.entries(form)) sent.field(field, value);
  const { body } = await sent.attach('files', Buffer.from('x'), '현관영상.txt').expect(201);
  const path = `/admin/tips/${z.object({ number: z.number() }).parse(body).number}`;
  const change = (verb: string, fields: Record<string, string>) =>
    staff.post(`${path}/${verb}`).accept('application/json').type('form').send(fields);
  expect((await change('notes', { body: '굴착기 확인' })).status).toBeLessThan(400);
  await index(world);
  const said = ['싱크홀', '잠실', '임꺽정', '01099998888', '현관영상', '굴착기', 'ㅅㅋㅎ'];
  for (const words of said) expect([words, await find(words)]).toEqual([words, [undefined]]);
  const { version } = (await staff.get(path).accept('application/json').expect(200)).body;
  expect((await change('forgetting', { version, confirmed: 'on' })).status).toBeLessThan(400);
  for (const words of said) expect([words, await find(words)]).toEqual([words, []]);
  await index(world);
  for (const words of said) expect([words, await find(words)]).toEqual([words, []]);
});

test('A question of thousands of letters, and one of signs alone, are answered like any other', async () => {
  const { find } = await deskWithAll();
  expect(await find('화재'.repeat(300))).toEqual([]);
  expect(await find(`화재 ${'-없음 '.repeat(400)}`)).toEqual(FIRES);
  for (const odd of ['.*', '[', '(?<a', '\\', '"', '%_', '\u0000', '\uD800', "' or 1=1 --"])
    expect([odd, await find(odd)]).toEqual([odd, []]);
  expect(await find(Array.from({ length: 50 }, () => '화재 연기').join(' '))).toEqual(['in a longer word']);
});
