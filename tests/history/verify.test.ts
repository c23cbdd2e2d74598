import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Write } from '../../src/db/database.ts';
import { historyColumns } from '../../src/db/schema/history.ts';
import type { Head } from '../../src/history/head.ts';
import { engine } from '../support/databases.ts';
import { createHistoryWorld, type HistoryWorld } from './history-world.ts';

const ENTRIES = 12;
/** Whose row is changed: one of a tip, with a file, and one of none. */
const [OF_TIP, OF_NONE] = [6, 7];

async function chained(): Promise<HistoryWorld> {
  const world = await createHistoryWorld(ENTRIES);
  await world.chain();
  return world;
}

class Undone extends Error {}

/** What is found after this was done to the database, which is then as it was. */
async function foundAfter(
  { database, verify }: HistoryWorld,
  harm: (trx: Write) => Promise<unknown>,
  kept: Head | null = null,
) {
  let found: Awaited<ReturnType<typeof verify>> | null = null;
  const undone = database.write(async trx => {
    await harm(trx);
    found = await verify(kept, trx);
    throw new Undone();
  });
  await expect(undone).rejects.toThrow(Undone);
  return found;
}

/** For each column, what takes the place of what stands there. */
const CHANGES: Record<keyof typeof historyColumns, Record<string, (world: HistoryWorld) => unknown>> = {
  events: {
    id: () => sql`id + 1000`,
    tip: () => sql`case when tip is null then 1 else 2 end`,
    kind: () => sql`replace(kind, 'e', 'f')`,
    staff_id: ({ staff }) => staff[1],
    at: () => sql`at + 1`,
    file: () => sql`case when file is null then 'f' else replace(file, 'f', 'e') end`,
    subject: () => sql`case when subject is null then 's' else replace(subject, '0', '1') || 'x' end`,
    detail: () => sql`case when detail is null then 'd' else 'editos' end`,
  },
  history_chain: {
    place: () => sql`place + 1000`,
    event: () => sql`event + 1000`,
    at: () => sql`at - 1`,
    kind: () => sql`replace(kind, 'e', 'f')`,
    staff_id: ({ staff }) => staff[1],
    proof: () =>
      sql`case when substr(proof, 43) = 'A' then substr(proof, 1, 42) || 'E' else substr(proof, 1, 42) || 'A' end`,
  },
};

const tables = Object.entries(historyColumns).flatMap(([table, columns]) =>
  Object.keys(columns).map(column => ({ table, column })),
);

test.each(tables)('what was changed in $table.$column is found', async ({ table, column }) => {
  const world = await chained();
  const to = new Map(Object.entries(CHANGES)).get(table === 'events' ? 'events' : 'history_chain')?.[column];
  expect(to, 'every column has something that takes its place').toBeDefined();
  const key = table === 'events' ? 'id' : 'place';
  for (const row of [OF_TIP, OF_NONE]) {
    const found = await foundAfter(world, async trx => {
      // Whoever has the database has this, too.
      if (column === 'id' && engine() === 'postgres')
        await sql`alter table events alter column id drop identity`.execute(trx);
      await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${to?.(world)} where ${sql.ref(key)} = ${row}`.execute(
        trx,
      );
    });
    expect(found).not.toBeNull();
    expect(JSON.stringify(found)).toMatch(new RegExp(`"(?:place|from)":${row}\\b`));
    expect(found).not.toMatchObject({ faults: 0 });
  }
  expect(await world.verify()).toMatchObject({ entries: ENTRIES, faults: 0 });
});

test.each(['file', 'subject', 'detail', 'staff_id', 'tip'])(
  'what was taken out of events.%s is found',
  async column => {
    const world = await chained();
    const row = column === 'file' || column === 'tip' ? OF_TIP : OF_NONE;
    const found = await foundAfter(world, trx =>
      sql`update events set ${sql.ref(column)} = null where id = ${row}`.execute(trx),
    );
    expect(found).toMatchObject({ faults: 1, found: [{ is: 'changed', place: row }] });
  },
);

test('an entry that was removed is found, with its place or without', async () => {
  const world = await chained();
  const removed = await foundAfter(world, trx => sql`delete from events where id = ${OF_TIP}`.execute(trx));
  expect(removed).toMatchObject({ faults: 1, found: [{ is: 'removed', place: OF_TIP, event: OF_TIP }] });
  const placeToo = await foundAfter(world, async trx => {
    await sql`delete from events where id = ${OF_TIP}`.execute(trx);
    await sql`delete from history_chain where place = ${OF_TIP}`.execute(trx);
  });
  expect(placeToo).toMatchObject({
    faults: 1,
    found: [{ is: 'places missing', from: OF_TIP, to: OF_TIP }],
  });
});

test('an entry whose place was given to the next is found', async () => {
  const world = await chained();
  const found = await foundAfter(world, async trx => {
    await sql`delete from history_chain where place = ${OF_TIP}`.execute(trx);
    for (let place = OF_TIP; place < ENTRIES; place++)
      await sql`update history_chain set place = ${place} where place = ${place + 1}`.execute(trx);
  });
  expect(found).toMatchObject({ faults: ENTRIES - OF_TIP + 1 });
});

test('two entries that were swapped are both found', async () => {
  const world = await chained();
  const found = await foundAfter(world, async trx => {
    const both = trx.selectFrom('events').selectAll().where('id', 'in', [OF_TIP, OF_NONE]).orderBy('id');
    const [one, two] = await both.execute();
    for (const [id, row] of [
      [OF_TIP, two],
      [OF_NONE, one],
    ] as const)
      await trx
        .updateTable('events')
        .set({ tip: row?.tip ?? null, kind: row?.kind ?? '', file: row?.file ?? null, at: row?.at ?? 0 })
        .where('id', '=', id)
        .execute();
  });
  expect(found).toMatchObject({
    found: [
      { is: 'changed', place: OF_TIP },
      { is: 'changed', place: OF_NONE },
    ],
  });
  const places = await foundAfter(world, async trx => {
    for (const [from, to] of [
      [OF_TIP, 0],
      [OF_NONE, OF_TIP],
      [0, OF_NONE],
    ])
      await sql`update history_chain set place = ${to} where place = ${from}`.execute(trx);
  });
  expect(places).toMatchObject({ faults: 3 });
});

test('an entry that was put in is found, and so is one in an earlier place', async () => {
  const world = await chained();
  await world.database.write(trx => sql`delete from history_chain where place = ${ENTRIES}`.execute(trx));
  expect(await world.verify()).toMatchObject({
    faults: 1,
    found: [{ is: 'without a place', entry: { id: ENTRIES } }],
  });
});

test('a place that is no number, or stands before the first, is found', async () => {
  const world = await chained();
  const before = await foundAfter(world, trx =>
    sql`update history_chain set place = -3 where place = 1`.execute(trx),
  );
  expect(before).toMatchObject({
    found: [
      { is: 'changed', place: -3 },
      { is: 'places missing', from: 1, to: 1 },
    ],
  });
  // SQLite keeps a text in a column of numbers; PostgreSQL refuses it.
  const asText = (trx: Write) =>
    sql`update history_chain set place = 'x' where place = ${ENTRIES}`.execute(trx);
  if (engine() === 'postgres')
    await expect(world.database.write(asText)).rejects.toThrow('invalid input syntax');
  else
    expect(await foundAfter(world, asText)).toMatchObject({
      faults: 1,
      found: [{ is: 'changed', place: 'x' }],
    });
});

test('an end that was cut off is found with a kept head alone', async () => {
  const world = await chained();
  const kept = await world.head();
  const cut = async (trx: Write) => {
    await sql`delete from events where id > ${OF_TIP}`.execute(trx);
    await sql`delete from history_chain where place > ${OF_TIP}`.execute(trx);
  };
  expect(await foundAfter(world, cut)).toMatchObject({ entries: OF_TIP, faults: 0, kept: null });
  expect(await foundAfter(world, cut, kept)).toMatchObject({ faults: 0, kept: 'cut' });
  await world.note(3);
  await world.chain();
  expect(await world.verify(kept)).toMatchObject({ entries: ENTRIES + 3, faults: 0, kept: 'holds' });
});

test('a history that was written anew with the key is found with a kept head alone', async () => {
  const world = await chained();
  const kept = await world.head();
  await world.database.write(async trx => {
    await sql`update events set at = at + 1 where id = ${OF_TIP}`.execute(trx);
    await sql`delete from history_chain`.execute(trx);
    await sql`delete from desk_facts where name = 'history chained to'`.execute(trx);
  });
  await world.chain();
  expect(await world.verify()).toMatchObject({ entries: ENTRIES, faults: 0, kept: null });
  expect(await world.verify(kept)).toMatchObject({ faults: 0, kept: 'other' });
});

test('another key proves nothing', async () => {
  const [world, other] = [await chained(), await createHistoryWorld()];
  const { verify } = other;
  expect(await verify(null, world.database.query)).toMatchObject({ faults: ENTRIES });
});
