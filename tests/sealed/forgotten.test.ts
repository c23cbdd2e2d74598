import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { forgetTip } from '../../src/tips/end/forget.ts';
import { eraseOwed } from '../tips/end/erase-owed.ts';
import { createTipWorld, type TipWorld } from '../tips/tip-world.ts';
import { createFinder } from './finder.ts';
import { dataFolder, dump, search, serverFiles } from './places.ts';

const TIPS = 30;
/** Some in the middle, and the last: over its bytes a vacuum of PostgreSQL's moves no other row of the page. */
const FORGOTTEN = [3, 14, 15, 16, 30];

/** A desk with tips, and how to find which of their salts stand anywhere but in PostgreSQL's log, from which they age out. */
async function createDesk() {
  const world = await createTipWorld();
  const { database } = world.desk;
  for (let number = 1; number <= TIPS; number++) await world.submit({ message: '글' });
  if (database.engine === 'postgres') await sql`analyze`.execute(database.query);
  const keys = await database.query.selectFrom('tip_keys').select(['tip', 'salt']).execute();
  const find = createFinder(new Map(keys.map(({ tip, salt }) => [`${tip}`, Buffer.from(salt, 'base64url')])));
  const saltsLeft = async () => {
    const places = [dataFolder(world.folder), dump(database), serverFiles(database, '', { log: false })];
    const found = await search(find, places);
    return [...found.keys()].map(Number).sort((one, other) => one - other);
  };
  return { world, saltsLeft };
}

const all = Array.from({ length: TIPS }, (_, index) => index + 1);
const others = all.filter(number => !FORGOTTEN.includes(number));

async function forgetSome({ desk, viewer }: TipWorld) {
  for (const number of FORGOTTEN) await forgetTip(desk, viewer, { number, version: 1 });
}

const proved = async ({ desk }: TipWorld) => {
  const proofs = await desk.database.query.selectFrom('forgettings').select('proved_at').execute();
  return proofs.filter(({ proved_at }) => proved_at !== null).length;
};

test('Of a forgotten tip no salt is left in any file of the database, and it is proved then alone', async () => {
  const { world, saltsLeft } = await createDesk();
  expect(await saltsLeft()).toEqual(all);
  await forgetSome(world);
  expect(await proved(world)).toBe(0);
  if (world.desk.database.engine === 'sqlite') expect(await saltsLeft()).toEqual(others);

  await eraseOwed(world);
  expect(await saltsLeft()).toEqual(others);
  expect(await proved(world)).toBe(FORGOTTEN.length);
});

test('Nothing is proved while keys cannot be written anew, and all is once they can', async () => {
  const { world, saltsLeft } = await createDesk();
  await forgetSome(world);
  const { desk } = world;
  let tries = 0;
  const rewriteKeys = async () => {
    tries += 1;
    expect(await proved(world)).toBe(0);
    return tries > 2 && desk.database.rewriteKeys();
  };
  await eraseOwed({ ...world, desk: { ...desk, database: { ...desk.database, rewriteKeys } } });
  expect(await saltsLeft()).toEqual(others);
  expect(await proved(world)).toBe(FORGOTTEN.length);
});
