import { beforeAll, describe, expect, test } from 'vitest';
import { LANGS, type Lang, wordsOf } from '../../../src/i18n/words.ts';
import { EVERYTHING } from '../../../src/tips/list/filter.ts';
import { type ListQuestion, listTips } from '../../../src/tips/list/list.ts';
import { listJson } from '../../../src/web/staff/json.ts';
import { listBar } from '../../../src/web/staff/list/list-bar.ts';
import { liveAddresses, neighbours } from '../../../src/web/staff/list/list-question.ts';
import { renderPage } from '../../../views/parts/layout.tsx';
import { ListPage } from '../../../views/staff/list/list.tsx';
import { hastyPace } from '../../tips/list/search/hasty-pace.ts';
import { createTipWorld, type TipWorld } from '../../tips/tip-world.ts';
import { textOf } from '../page.ts';

const NONE = { views: new Map(), saved: new Map() };
const ASKED = { filter: EVERYTHING, search: '화재' };

describe('a search whose time was over', () => {
  let world: TipWorld;
  beforeAll(async () => {
    world = await createTipWorld();
    for (let number = 1; number <= 30; number += 1)
      await world.submit({ message: number === 28 ? '화재 경보' : '글' });
  });

  const ask = (question: ListQuestion) =>
    listTips(world.desk, world.viewer, { search: '화재', ...question }, hastyPace(10));

  async function pageOf(lang: Lang, question: ListQuestion = {}) {
    const { search = '화재' } = question;
    const asked = { filter: EVERYTHING, search };
    const page = await ask(question);
    const frame = {
      ...{ lang, words: wordsOf(lang), newsroom: 'YTN', style: { href: '/staff.css' } },
      ...{ href: { script: null, icon: '/icon.svg' }, switchTo: [] },
    };
    const props = {
      ...{
        frame,
        viewer: world.viewer,
        now: world.clock(),
        timeZone: 'Asia/Seoul',
        search,
        searched: search,
      },
      ...{ ...page, ...neighbours(page, asked), mark: null, unknownReceipt: null, done: null },
      ...{ mail: { keptAsFiles: false, waiting: null, setAside: null }, warnings: [], formUrl: '/' },
      ...{ back: {}, drafts: [], topics: [], people: [], wrong: [], live: liveAddresses(asked) },
      ...{ filter: EVERYTHING, isEmpty: false },
      bar: listBar({ filter: EVERYTHING, search, counts: NONE, saved: [], viewer: world.viewer }),
      ...{ made: null, many: { list: 'view=all', all: null, outcomes: [] } },
    };
    return renderPage(ListPage(props));
  }

  const said: Readonly<Record<Lang, readonly [string, string]>> = {
    ko: ['‘화재’ 검색 결과 1건 이상', '#21까지 찾았어요 · 이어서 찾기'],
    en: ['At least 1 tip found for “화재”', 'Searched as far as #21 · Search on'],
  };
  test.each(LANGS)('says on the page how far it came, and links to where it goes on (%s)', async lang => {
    const html = await pageOf(lang);
    for (const words of said[lang]) expect(textOf(html)).toContain(words);
    expect(html).toContain('href="/admin?view=all&amp;q=%ED%99%94%EC%9E%AC&amp;before=21&amp;mark=');
  });

  test('says that nothing is found yet, and not that there is nothing', async () => {
    const text = textOf(await pageOf('ko', { search: '부산' }));
    expect(text).toContain('‘부산’ 검색 결과가 아직 없어요.');
    expect(text).toContain('#21까지 찾았어요');
    expect(textOf(await pageOf('ko', { search: '부산', before: 8 }))).not.toContain('까지 찾았어요');
  });

  test('goes on upwards from where it was, when it went so', async () => {
    expect(await pageOf('ko', { after: 5 })).toMatch(/#15까지 찾았어요 · <a href="[^"]*after=15&amp;mark=/);
  });

  test('tells programs how far it came, and the next page even where this one has no row', async () => {
    const page = await ask({ before: 21 });
    const mark = new URLSearchParams({ mark: page.searchMark ?? '' });
    expect(listJson(page, ASKED, { counts: NONE, saved: [] })).toEqual({
      tips: [],
      next: `/admin?view=all&q=%ED%99%94%EC%9E%AC&before=11&${mark}`,
      previous: `/admin?view=all&q=%ED%99%94%EC%9E%AC&after=20&${mark}`,
      counts: {},
      searched_to: 11,
    });
    const last = listJson(await ask({ before: 8 }), ASKED, { counts: NONE, saved: [] });
    expect([last.next, last.searched_to]).toEqual([null, null]);
  });
});
