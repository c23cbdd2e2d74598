import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { loadHold, loadPublication } from '../../../src/tips/read/load-reasons.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { sealTips } from '../../../src/tips/sealing/seal-tips.ts';
import { releaseHold } from '../../../src/tips/work/hold.ts';
import { addNote } from '../../../src/tips/work/notes/note.ts';
import { takeStep } from '../../../src/tips/work/state.ts';
import { createTipWorld, type TipWorld } from '../tip-world.ts';
import { marks, marksInPlain, receiveOlder } from './older-tips.ts';

const seal = ({ desk: { database, masters } }: TipWorld, ...tips: number[]) =>
  database.write(trx => sealTips(trx, { engine: database.engine, masters }, tips));

/** All that pages show of it. */
const shown = async ({ desk, viewer }: TipWorld, number: number) => {
  const { events, mails, ...read } = await readTip(desk, viewer, number);
  return {
    ...read,
    publication: await loadPublication(desk, number),
    hold: await loadHold(desk, number, text => text),
  };
};

test('an older tip reads the same once it is sealed, and no column says anything in plain', async () => {
  const world = await createTipWorld();
  const { number } = await receiveOlder(world);
  const other = await receiveOlder(world);
  const before = await shown(world, number);
  expect(await marksInPlain(world)).toEqual(marks);

  expect(await seal(world, number)).toEqual([number]);
  expect(await shown(world, number)).toEqual(before);
  expect(await seal(world, other.number)).toEqual([other.number]);
  expect(await marksInPlain(world)).toEqual([]);
  const { query } = world.desk.database;
  expect(await query.selectFrom('search_due').select('tip').orderBy('tip').execute()).toEqual([
    { tip: number },
    { tip: other.number },
  ]);
});

test('a tip that is sealed, forgotten, or not there is left as it is', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit, asOlder } = world;
  const { number } = await receiveOlder(world);
  const forgotten = await submit({ message: '글' }, [], [], asOlder);
  await forgetTip(desk, viewer, { number: forgotten.number, version: 1 });
  const rows = async () => [
    await desk.database.query.selectFrom('tip_heads').selectAll().execute(),
    await desk.database.query.selectFrom('tip_keys').selectAll().execute(),
    await desk.database.query.selectFrom('messages').selectAll().execute(),
  ];
  await seal(world, number);
  const before = await rows();
  for (const tip of [number, forgotten.number, 99]) expect(await seal(world, tip)).toEqual([]);
  expect(await rows()).toEqual(before);
});

test('what is added, closed or forgotten at the same moment loses nothing and leaves nothing', async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  for (let round = 0; round < 8; round++) {
    const { number } = await receiveOlder(world);
    await releaseHold(desk, viewer, { number, version: 1 });
    const note = `메모 ${round}`;
    const closing = { outcome: 'used', article: `https://news.example/${round}` } as const;
    const acts = [
      () => seal(world, number),
      () => addNote(desk, viewer, { number, body: note }),
      () => takeStep(desk, viewer, 'closure', { number, version: 2 }, { closing }),
    ];
    await Promise.all((round % 2 === 0 ? acts : acts.reverse()).map(act => act()));
    const { notes, publication, tip } = await shown(world, number);
    expect(notes.map(({ body }) => body)).toContain(note);
    expect(publication).toEqual({ article: closing.article });
    expect(tip).toMatchObject({ kept: true, message: 'unforgettable messages.body' });
    expect(await marksInPlain(world)).toEqual([]);
    const rows = await desk.database.query
      .selectFrom('notes')
      .select('body')
      .where('tip', '=', number)
      .execute();
    expect(new Set(rows.map(({ body }) => body))).toEqual(new Set(['']));

    const older = await receiveOlder(world);
    await releaseHold(desk, viewer, { number: older.number, version: 1 });
    const forget = () => forgetTip(desk, viewer, { number: older.number, version: 2 });
    const both = [forget, () => seal(world, older.number)];
    await Promise.all((round % 2 === 0 ? both : both.reverse()).map(act => act()));
    expect(await marksInPlain(world)).toEqual([]);
    for (const table of ['tip_heads', 'tip_keys', 'messages', 'notes', 'closures'] as const) {
      const left = await desk.database.query
        .selectFrom(table)
        .select('tip')
        .where('tip', '=', older.number)
        .execute();
      expect(left, table).toEqual([]);
    }
  }
});

test('thirty tips are sealed by as many statements as one', async () => {
  const world = await createTipWorld();
  const { database, masters } = world.desk;
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const statementsFor = async (count: number) => {
    const tips: number[] = [];
    for (let tip = 0; tip < count; tip++) tips.push((await receiveOlder(world)).number);
    statements = 0;
    const sealed = await database.write(trx =>
      sealTips(trx.withPlugin(counting), { engine: database.engine, masters }, tips),
    );
    expect(sealed).toEqual(tips);
    return statements;
  };
  const ofOne = await statementsFor(1);
  expect(ofOne).toBeGreaterThan(5);
  expect(await statementsFor(30)).toBe(ofOne);
  expect(await marksInPlain(world)).toEqual([]);
});
