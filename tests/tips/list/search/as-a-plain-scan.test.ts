import { expect, test } from 'vitest';
import { countOnFrom } from '../../../../src/db/identity-columns.ts';
import { needsOfSearch } from '../../../../src/search/plan.ts';
import { readSearch } from '../../../../src/search/read-search.ts';
import { createSegments } from '../../../../src/search/segments.ts';
import {
  contactsVisibleTo,
  may,
  type TipFacts,
  toViewer,
  type Viewer,
} from '../../../../src/staff/access.ts';
import { forgetTip } from '../../../../src/tips/end/forget.ts';
import { conditionOf } from '../../../../src/tips/list/asked-tips.ts';
import { EVERYTHING, type Filter } from '../../../../src/tips/list/filter.ts';
import { listTips } from '../../../../src/tips/list/list.ts';
import { createPace } from '../../../../src/tips/list/search/pace.ts';
import { createSearchWalk } from '../../../../src/tips/list/search/search-walk.ts';
import { headlineOf } from '../../../../src/tips/text.ts';
import { addNote } from '../../../../src/tips/work/notes/note.ts';
import { DAY, HOUR } from '../../../support/clock.ts';
import { isAll } from '../../../support/is-all.ts';
import { plantTopics } from '../../../support/topics.ts';
import { createTipWorld, type TipWorld } from '../../tip-world.ts';
import { createChance, KOREAN, keepTips, type MadeTip, makeTip } from '../made-tips.ts';
import { createQuestions, type Question } from './chance-questions.ts';
import { indexTips } from './index-tips.ts';
import { isFoundBy, type Part, type PlainText, plainly } from './plain-scan.ts';

const patient = createPace({ now: () => 0 });
const [FIRST, LATER, NEWEST] = isAll ? [17_000, 4_000, 500] : [700, 250, 60];
const QUESTIONS = isAll ? 400 : 50;
const PATIENCE_FOR_ALL = (isAll ? 60 : 5) * 60_000;
const [PAGE_SIZE, MOST_COUNTED] = [50, 1_000];

const made = createChance(7);
const { chance, oneOf } = made;

const SYLLABLES =
  '가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후';
/** Some in every second text, most in a few. */
const VOCABULARY = Array.from({ length: 3_000 }, () =>
  Array.from({ length: 1 + chance(4) }, () => SYLLABLES[chance(SYLLABLES.length)] ?? '').join(''),
);
const rareWord = () => VOCABULARY[Math.floor(VOCABULARY.length ** (chance(10_000) / 10_000)) - 1] ?? '가';
const PHONES = ['010-1234-5678', '010-9876-5432', '02-398-8585', '031-555-6666'] as const;
const ABSENT = ['뷁', '꿹쉙', '없는말입니다', 'zzyzx', 'ㅃㅉㄸ', '화화재재', '大火'] as const;

/** What a plain scan knows of a tip. */
type Scanned = {
  texts: PlainText[];
  facts: TipFacts;
  isClosed: boolean;
  receivedAt: number;
  hasContact: boolean;
  isForgotten: boolean;
};

const textOf = (text: string, isPerson = false): PlainText => ({
  ...{ plain: plainly(text), by: 'words' as const, isPerson },
});

/** One in three has a title, one in four is about something, and one in five may be answered. */
function makeRicherTip(): MadeTip {
  const { message, place, name } = makeTip(made);
  const words = Array.from({ length: 1 + chance(12) }, rareWord).join(chance(5) === 0 ? '\n' : ' ');
  const whole = `${message} ${words}`;
  const phone = oneOf(PHONES);
  const contact = oneOf([
    {
      way: 'phone' as const,
      typed: oneOf([phone, phone.replace('0', '+82 ')]),
      parsed: `+82${phone.replace(/^0|-/gu, '')}`,
    },
    { way: 'email' as const, typed: 'Reporter@example.kr', parsed: 'reporter@example.kr' },
  ]);
  return {
    ...{ message: chance(8) === 0 ? whole.normalize('NFD') : whole, place, name },
    title: chance(3) === 0 ? `${rareWord()} ${oneOf(KOREAN)}` : null,
    topic: oneOf([null, null, null, 'own', 'other', 'own-secret', 'other-secret']),
    contacts: chance(5) === 0 ? [{ ...contact, mayReply: true }] : [],
  };
}

function textsOf({ message, place = null, name = null, title = null, contacts = [] }: MadeTip): PlainText[] {
  const numbers = contacts.map(({ parsed }) => ({ ...textOf(parsed ?? '', true), by: 'numbers' as const }));
  return [
    ...[message, place ?? '', title ?? headlineOf(message)].map(text => textOf(text)),
    ...[name ?? '', ...contacts.map(({ typed }) => typed)].map(text => textOf(text, true)),
    ...numbers,
  ];
}

const HIDING = ['other', 'own-secret', 'other-secret'];

const factsOf = (number: number, topic: string | null): TipFacts => ({
  ...{ number, assignee: null, mentioned: [] },
  topic:
    topic === null
      ? null
      : { slug: topic, isConfidential: topic.endsWith('-secret'), hidesContacts: HIDING.includes(topic) },
});

/** A desk with tips in a large run, in small ones, changed, forgotten and not yet in any, and what a scan knows of them. */
async function makeDesk() {
  const world = await createTipWorld();
  const { desk, viewer, clock } = world;
  await plantTopics(desk.database, viewer.staffId);
  const tips = new Map<number, Scanned>();
  const keep = async (count: number) => {
    const some = Array.from({ length: count }, makeRicherTip);
    const numbers = await keepTips(desk, some);
    some.forEach((tip, i) => {
      const number = numbers[i] ?? 0;
      tips.set(number, {
        ...{ texts: textsOf(tip), facts: factsOf(number, tip.topic ?? null), receivedAt: clock() },
        ...{ isClosed: false, isForgotten: false, hasContact: (tip.contacts ?? []).length > 0 },
      });
    });
    clock.move(DAY);
    return numbers;
  };
  const note = async (numbers: readonly number[]) => {
    for (const number of numbers) {
      const body = `${oneOf(KOREAN)} ${rareWord()}`;
      await addNote(desk, viewer, { number, body });
      tips.get(number)?.texts.push(textOf(body));
    }
  };
  const sendWithFile = async () => {
    const name = `${rareWord()} 현장.JPG`;
    const message = rareWord();
    const { number, receipt } = await world.submit({ message }, [await world.takeFile('x', name)]);
    return { number, receipt, message, name };
  };
  return { world, tips, keep, note, sendWithFile };
}

type Desk = Awaited<ReturnType<typeof makeDesk>>;

async function fillDesk({ world, tips, keep, note, sendWithFile }: Desk) {
  const { desk, viewer } = world;
  const forget = async (numbers: readonly number[]) => {
    for (const number of numbers) {
      await forgetTip(desk, viewer, { number, version: 1 });
      const tip = tips.get(number);
      if (tip !== undefined) Object.assign(tip, { texts: [], isForgotten: true, hasContact: false });
    }
  };
  const old = await keep(FIRST);
  await indexTips(desk);
  if (!isAll) await desk.database.write(trx => countOnFrom(trx, desk.database.engine, 'tips', 16_300));
  const later = await keep(LATER);
  await indexTips(desk);
  // Late ones of a large run, changed once more, and forgotten.
  await note(old.slice(10, 40));
  await indexTips(desk);
  await note(old.slice(30, 50));
  await indexTips(desk);
  await note([...old.slice(45, 55), ...later.slice(-5)]);
  await forget([...old.slice(0, 3), ...old.slice(30, 32), ...later.slice(-8, -6)]);
  await keep(NEWEST);
  const receipts = new Map<string, number>();
  for (let i = 0; i < 3; i++) {
    const { number, receipt, message, name } = await sendWithFile();
    receipts.set(receipt, number);
    tips.set(number, {
      ...{
        texts: [message, headlineOf(message), name].map(text => textOf(text)),
        facts: factsOf(number, null),
      },
      ...{ isClosed: false, isForgotten: false, receivedAt: world.clock(), hasContact: false },
    });
  }
  await settle(world, tips);
  return receipts;
}

/** Every fourth is closed, and every fifth is somebody's. */
async function settle({ desk, viewer }: TipWorld, tips: Map<number, Scanned>) {
  const closed = [...tips.keys()].filter(number => number % 4 === 0);
  const assigned = [...tips.keys()].filter(number => number % 5 === 0);
  const outcome = { state: 'closed', outcome: 'used' } as const;
  await desk.database.write(async trx => {
    await trx.updateTable('tips').set(outcome).where('number', 'in', closed).execute();
    await trx.updateTable('tips').set({ assignee: viewer.staffId }).where('number', 'in', assigned).execute();
  });
  for (const number of closed) Object.assign(tips.get(number) ?? {}, { isClosed: true });
  for (const number of assigned) Object.assign(tips.get(number)?.facts ?? {}, { assignee: viewer.staffId });
}

const dayOf = (time: number) => new Date(time + 9 * HOUR).toISOString().slice(0, 10);

type Filtered = { filter: Filter; fits: (tip: Scanned) => boolean };

const filtersFrom = (start: number): readonly [Filtered, ...Filtered[]] => [
  { filter: EVERYTHING, fits: () => true },
  { filter: EVERYTHING, fits: () => true },
  { filter: { ...EVERYTHING, state: 'closed' }, fits: tip => tip.isClosed },
  {
    filter: { ...EVERYTHING, outcome: 'used', topic: 'own' },
    fits: tip => tip.isClosed && tip.facts.topic?.slug === 'own',
  },
  { filter: { ...EVERYTHING, assignee: 'none' }, fits: tip => tip.facts.assignee === null },
  { filter: { ...EVERYTHING, has: ['contact'] }, fits: tip => tip.hasContact },
  {
    filter: { ...EVERYTHING, from: dayOf(start + DAY) },
    fits: tip => dayOf(tip.receivedAt) > dayOf(start),
  },
  { filter: { ...EVERYTHING, to: dayOf(start) }, fits: tip => dayOf(tip.receivedAt) <= dayOf(start) },
];

type Asking = { viewer: Viewer; filtered: Filtered; question: Question };

/** The numbers of all that should be found, the newest first. */
const scan = (tips: ReadonlyMap<number, Scanned>, { viewer, filtered, question }: Asking): number[] =>
  [...tips.values()]
    .filter(tip => !tip.isForgotten && may(viewer, 'see', tip.facts) && filtered.fits(tip))
    .filter(({ texts, facts }) => {
      const seesPerson = may(viewer, 'see contacts', facts);
      return isFoundBy(question.parts, seesPerson ? texts : texts.filter(({ isPerson }) => !isPerson));
    })
    .map(({ facts }) => facts.number)
    .sort((a, b) => b - a);

/** All that the search's own way leads to. */
async function walkAll({ desk }: TipWorld, { viewer, filtered, question }: Asking, goesUp: boolean) {
  const search = readSearch(question.typed);
  if (search === null) throw new Error('nothing is asked');
  const segments = createSegments(desk, { needs: needsOfSearch(search), from: null, goesUp });
  const sight = {
    condition: conditionOf(desk, viewer, filtered.filter),
    contacts: contactsVisibleTo(viewer),
  };
  const walk = createSearchWalk(desk, sight, { search, segments, few: null, goesUp, excerpts: 0 }, patient);
  await walk.goOn(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  return walk.hits.map(({ number }) => number);
}

/** As the list shows it: the first page and one behind it, with what is counted. */
async function expectPages(desk: Desk, asking: Asking, found: readonly number[]) {
  const { viewer, filtered, question } = asking;
  const meant = question.meant === null ? undefined : desk.tips.get(question.meant);
  const others = found.filter(number => number !== meant?.facts.number);
  const first = meant !== undefined && may(viewer, 'see', meant.facts) ? [meant.facts.number] : [];
  const asked = { filter: filtered.filter, search: question.typed };
  const page = await listTips(desk.world.desk, viewer, asked, patient);
  expect({
    numbers: page.rows.map(({ number }) => number),
    count: page.found?.count,
    isMore: page.found?.isMore,
  }).toEqual({
    numbers: [...first, ...others.slice(0, PAGE_SIZE)],
    count: Math.min(first.length + others.length, MOST_COUNTED),
    isMore: first.length + others.length > MOST_COUNTED,
  });
  if (others.length === 0) return;
  const at = chance(others.length);
  const before = await listTips(desk.world.desk, viewer, { ...asked, before: others[at] ?? 0 }, patient);
  expect(before.rows.map(({ number }) => number)).toEqual(others.slice(at + 1).slice(0, PAGE_SIZE));
}

const part = (text: string, isWithout = false): Part => ({ as: 'word', text, isWithout });

/** What people type who try what a search can bear. */
const ODD: readonly Question[] = [
  { typed: '-화재', parts: [part('화재', true)], meant: null },
  {
    typed: '-화재 -"ㅋㅋㅋ"',
    parts: [part('화재', true), { as: 'phrase', text: 'ㅋㅋㅋ', isWithout: true }],
    meant: null,
  },
  { typed: '화재 -화재', parts: [part('화재'), part('화재', true)], meant: null },
  { typed: '"화재', parts: [part('"화재')], meant: null },
  { typed: '화재”', parts: [part('화재”')], meant: null },
  { typed: '.*', parts: [part('.*')], meant: null },
  { typed: '[가-힣]+(', parts: [part('[가-힣]+(')], meant: null },
  { typed: '화재\0', parts: [part('화재\uFFFD')], meant: null },
  { typed: '%', parts: [part('%')], meant: null },
  { typed: '- 화재', parts: [part('-'), part('화재')], meant: null },
  { typed: '대형화재현장', parts: [part('대형화재현장')], meant: null },
  { typed: '대형 화재', parts: [part('대형'), part('화재')], meant: null },
];

test('what is found is what a plain scan finds, in the same order, for each role and filter', {
  timeout: PATIENCE_FOR_ALL,
}, async () => {
  const desk = await makeDesk();
  const { world, tips } = desk;
  const start = world.clock();
  const receipts = await fillDesk(desk);
  const runs = await world.desk.database.query.selectFrom('search_runs').select('level').execute();
  expect([...new Set(runs.map(({ level }) => level))].sort()).toEqual([0, 1, 2]);

  const viewers = (['admin', 'admin', 'editor', 'reporter'] as const).map(role =>
    toViewer({ ...world.viewer, id: world.viewer.staffId, role, topics: ['own', 'own-secret'] }),
  );
  const [admin = world.viewer] = viewers;
  const filters = filtersFrom(start);
  const texts = [...tips.values()]
    .flatMap(tip => tip.texts.map(({ plain }) => plain))
    .filter(text => text !== '');
  const ask = createQuestions(made, texts, { phones: [...PHONES, '010-0000-1111'], absent: ABSENT });
  const compare = async (asking: Asking) => {
    const { viewer, filtered, question } = asking;
    const scanned = scan(tips, asking);
    const goesUp = chance(4) === 0;
    const found = await walkAll(world, asking, goesUp);
    const told = { typed: question.typed, role: viewer.role, filter: filtered.filter };
    expect({ ...told, found }).toEqual({ ...told, found: goesUp ? scanned.toReversed() : scanned });
    await expectPages(desk, asking, scanned);
  };
  const compareAll = async (count: number) => {
    for (let i = 0; i < count; i++)
      await compare({ viewer: oneOf([admin, ...viewers]), filtered: oneOf(filters), question: ask() });
    for (const [receipt, number] of receipts)
      for (const search of [receipt, receipt.toLowerCase().replaceAll('-', ' ')])
        expect((await listTips(world.desk, admin, { search }, patient)).rows.map(row => row.number)).toEqual([
          number,
        ]);
  };
  await compareAll(QUESTIONS / 2);
  for (const question of ODD) await compare({ viewer: admin, filtered: filters[0], question });
  await indexTips(world.desk);
  await compareAll(QUESTIONS / 2);
});
