import { expect, test } from 'vitest';
import { countOnFrom } from '../../../src/db/identity-columns.ts';
import { createMatcher } from '../../../src/search/match.ts';
import { needsOfSearch } from '../../../src/search/plan.ts';
import { readSearch, type Search } from '../../../src/search/read-search.ts';
import { createSegments } from '../../../src/search/segments.ts';
import { contactsVisibleTo, visibleTo } from '../../../src/staff/access.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { createPace } from '../../../src/tips/list/pace.ts';
import { createSearchWalk } from '../../../src/tips/list/search-walk.ts';
import { addNote } from '../../../src/tips/work/notes/note.ts';
import { isAll } from '../../support/is-all.ts';
import { createTipWorld, type TipWorld } from '../tip-world.ts';
import { indexTips } from './index-tips.ts';
import { createChance, KOREAN, keepTips, type MadeTip, makeTip } from './made-tips.ts';

const patient = createPace({ now: () => 0 });
const [FIRST, LATER, NEWEST] = isAll ? [17_000, 4_000, 500] : [900, 300, 60];
const QUESTIONS = isAll ? 300 : 60;
const PATIENCE_FOR_ALL = (isAll ? 45 : 5) * 60_000;

async function findAll({ desk, viewer }: TipWorld, search: Search, goesUp: boolean): Promise<number[]> {
  const segments = createSegments(desk, { needs: needsOfSearch(search), from: null, goesUp });
  const question = { search, segments, goesUp, excerpts: 0 };
  const sight = { condition: visibleTo(viewer), contacts: contactsVisibleTo(viewer) };
  const walk = createSearchWalk(desk, sight, question, patient);
  await walk.goOn(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  return walk.hits.map(({ number }) => number);
}

const { chance, oneOf } = createChance(7);

function ask(): Search {
  const word = () => {
    const whole = oneOf(KOREAN);
    const kind = chance(8);
    if (kind === 0) return `"${whole} ${oneOf(KOREAN)}"`;
    if (kind === 1) return oneOf(['ㅎㅈ', 'ㄷㅎ', 'ㅅㅂㅅ', 'ㅋㅋ', 'ㅂ']);
    if (kind === 2) return oneOf(['01012345678', '9876-5432', '5678', '119', 'fire', 'cole', 'e', '2024']);
    if (kind === 3) return `${whole}${oneOf(KOREAN)}`;
    return kind === 4 ? whole.slice(0, 1 + chance(3)) : whole;
  };
  const words = Array.from({ length: 1 + chance(2) }, word);
  const search = readSearch(chance(6) === 0 ? `${words.join(' ')} -${oneOf(KOREAN)}` : words.join(' '));
  if (search === null) throw new Error('nothing is asked');
  return search;
}

test('what is found is what a plain scan finds, in the same order', {
  timeout: PATIENCE_FOR_ALL,
}, async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  const texts = new Map<number, string[]>();
  const keep = async (count: number) => {
    const tips: MadeTip[] = Array.from({ length: count }, () => makeTip({ chance, oneOf }));
    const numbers = await keepTips(desk, tips);
    numbers.forEach((number, i) => {
      const { message = '', place = '', name = null } = tips[i] ?? {};
      texts.set(number, [message, place, name ?? '']);
    });
    return numbers;
  };
  const note = async (numbers: readonly number[]) => {
    for (const number of numbers) {
      const body = oneOf(KOREAN);
      await addNote(desk, viewer, { number, body });
      texts.get(number)?.push(body);
    }
  };
  const forget = async (numbers: readonly number[]) => {
    for (const number of numbers) {
      await forgetTip(desk, viewer, { number, version: 1 });
      texts.delete(number);
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

  const runs = await desk.database.query.selectFrom('search_runs').select('level').orderBy('level').execute();
  expect(runs.map(({ level }) => level)).toEqual(expect.arrayContaining([0, 1, 2]));
  const compare = async () => {
    for (let i = 0; i < QUESTIONS / 2; i++) {
      const search = ask();
      const isFound = createMatcher(search);
      const scanned = [...texts]
        .filter(([, all]) => isFound(all.map(text => ({ text, by: 'words' }))))
        .map(([number]) => number)
        .sort((a, b) => b - a);
      const goesUp = chance(4) === 0;
      const found = await findAll(world, search, goesUp);
      expect({ typed: search.typed, found }).toEqual({
        typed: search.typed,
        found: goesUp ? scanned.toReversed() : scanned,
      });
    }
  };
  await compare();
  await indexTips(desk);
  await compare();
});
