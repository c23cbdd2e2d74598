import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { backUp } from '../../src/backup/back-up.ts';
import type { Row } from '../../src/backup/rows/read-rows.ts';
import { loadTip } from '../../src/tips/read/load.ts';
import { addNote } from '../../src/tips/work/notes/note.ts';
import { takeStep } from '../../src/tips/work/state.ts';
import { fileRows } from '../support/sealed-files.ts';
import { createTipWorld, type TipWorld } from '../tips/tip-world.ts';
import {
  backUpInto,
  createSink,
  databaseOf,
  emptyPlace,
  publicKey,
  restoreFrom,
  rowsIn,
} from './backup-world.ts';

const CLIENTS = 6;
const STEPS = ['received', 'opened', 'noted', 'closed', 'reopened'] as const;

/** What one client was told to be kept: its tips in their order, each with how many of its steps. */
type Acknowledged = { number: number; message: string; sha256: string; steps: number }[];

/** One who sends a tip with a file, works on it, and sends the next, each step after the one before was acknowledged. */
async function work(world: TipWorld, client: number, told: Acknowledged, isOver: () => boolean) {
  const { desk, viewer } = world;
  while (!isOver()) {
    const content = `${client} ${told.length} `.repeat(3_000);
    const message = `제보 ${client} ${told.length}`;
    const { number } = await world.submit({ message, consent_contact: 'on', phone: '010-1234-5678' }, [
      await world.takeFile(content),
    ]);
    const tip = { number, message, sha256: createHash('sha256').update(content).digest('hex'), steps: 1 };
    told.push(tip);
    const steps = [
      () => takeStep(desk, viewer, 'opening', { number, version: 1 }),
      () => addNote(desk, viewer, { number, body: `메모 ${number}` }),
      () => takeStep(desk, viewer, 'closure', { number, version: 2 }),
      () => takeStep(desk, viewer, 'reopening', { number, version: 3 }),
    ];
    for (const step of steps) {
      await step();
      tip.steps += 1;
      await turn();
    }
  }
}

const ofTip = (rows: readonly Row[] = [], number: number, column = 'tip') =>
  rows.filter(row => row[column] === number);

test('taken while tips, files, notes and changes pour in, it has all that was acknowledged before, and nothing half', async () => {
  const world = await createTipWorld();
  let isOver = false;
  const told = Array.from({ length: CLIENTS }, (): Acknowledged => []);
  const working = Promise.all(told.map((one, client) => work(world, client, one, () => isOver)));
  const least = (tips: number) =>
    expect.poll(() => Math.min(...told.map(one => one.length))).toBeGreaterThan(tips);
  await least(3);

  const before = structuredClone(told);
  const sink = createSink(1);
  const backingUp = backUp(world.place, { lock: { to: [publicKey] }, out: sink.out });
  await sink.held;
  // The moment is fixed; what comes from here on must not be inside.
  const since = structuredClone(told);
  await least(Math.max(...since.map(one => one.length)) + 3);
  sink.release();
  await backingUp;
  isOver = true;
  await working;

  const place = await emptyPlace();
  await restoreFrom(sink.bytes(), place);
  const database = await databaseOf(place);
  const rows = await rowsIn(database);
  const files = await fileRows({ config: place, database, masters: world.desk.masters });
  const live = await rowsIn(world.desk.database);

  // Of each client, some first part of what it did: all that it was told before, and no more than it had begun when the moment was fixed.
  for (const [client, all] of told.entries()) {
    const kept = all.map(({ number }) => ofTip(rows['events'], number).map(event => event['kind']));
    const count = kept.filter(kinds => kinds.length > 0).length;
    expect(count).toBeGreaterThanOrEqual(before[client]?.length ?? 0);
    expect(count).toBeLessThanOrEqual((since[client]?.length ?? 0) + 1);
    for (const [index, kinds] of kept.slice(0, count).entries()) {
      const isLast = index === count - 1;
      expect(kinds).toEqual(STEPS.slice(0, isLast ? kinds.length : STEPS.length));
      expect(kinds.length).toBeGreaterThanOrEqual(before[client]?.[index]?.steps ?? 0);
    }
  }

  // Each tip that is there is there with all that came with it, and stands where its history says.
  const states: Record<string, string> = {
    received: 'new',
    opened: 'open',
    noted: 'open',
    closed: 'closed',
    reopened: 'open',
  };
  for (const tip of rows['tips'] ?? []) {
    const number = Number(tip['number']);
    const of = told.flat().find(one => one.number === number);
    const kinds = ofTip(rows['events'], number).map(event => String(event['kind']));
    expect(tip).toMatchObject({
      state: states[kinds.at(-1) ?? ''],
      version: 1 + kinds.filter(kind => !['received', 'noted'].includes(kind)).length,
    });
    expect(ofTip(rows['messages'], number)).toHaveLength(1);
    expect(await loadTip({ ...world.desk, database }, number)).toMatchObject({ message: of?.message });
    expect(ofTip(rows['contacts'], number)).toHaveLength(1);
    expect(ofTip(rows['notes'], number)).toHaveLength(kinds.includes('noted') ? 1 : 0);
    const [file] = ofTip(rows['files'], number);
    const kept = files.find(({ id }) => id === file?.['id']);
    expect(kept?.sha256).toBe(of?.sha256);
    expect(
      createHash('sha256')
        .update((await kept?.bytes()) ?? '')
        .digest('hex'),
    ).toBe(of?.sha256);
    expect(rows['outbox']?.filter(row => row['subject'] === String(number))).toHaveLength(2);
    expect(rows['outbox']?.filter(row => row['subject'] === file?.['id'])).toHaveLength(1);
  }
  expect(files).toHaveLength(rows['tips']?.length ?? 0);

  // What never changes is to the letter what the desk has.
  for (const table of ['messages', 'contacts', 'files', 'notes', 'events', 'staff'] as const) {
    const known = new Map((live[table] ?? []).map(row => [row['id'], row]));
    for (const row of rows[table] ?? []) expect(row).toEqual(known.get(row['id']));
  }
});

test('the desk waits for no backup: it writes while one stands still', async () => {
  const world = await createTipWorld();
  await world.submit({ message: '하나' }, [await world.takeFile('x'.repeat(500_000))]);
  const sink = createSink(1);
  const backingUp = backUp(world.place, { lock: { to: [publicKey] }, out: sink.out });
  await sink.held;
  // Were it waited for, this would come to no end.
  await world.submit({ message: '둘' }, [await world.takeFile('y')]);
  sink.release();
  expect((await backingUp).rows).toMatchObject({ tips: 1, files: 1 });
  expect((await backUpInto(world.place)).length).toBeGreaterThan(500_000);
});
