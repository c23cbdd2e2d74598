import { expect, test } from 'vitest';
import { addStaff } from '../../../src/staff/accounts/accounts.ts';
import { hashPassword } from '../../../src/staff/passwords/passwords.ts';
import { createKnownBrowsers, KNOWN_FOR } from '../../../src/staff/sign-in/known-browsers.ts';
import { createKnownPlaces } from '../../../src/staff/sign-in/known-places.ts';
import { createSignIn } from '../../../src/staff/sign-in/sign-in.ts';
import { createClock, DAY, START } from '../../support/clock.ts';
import { freshDatabase } from '../../support/databases.ts';
import { makeKeys } from '../../support/keys.ts';
import { signedIn } from '../../support/signed-in.ts';
import { waitUntil } from '../../support/wait-for.ts';

const { keys, masters } = makeKeys();
const password = 'a long enough password';
const OFFICE = '203.0.113.7';

/** A desk with these colleagues, whose passwords cost next to nothing. `desks`: so many processes of it. */
async function createStaffWorld(emails: string[], { desks = 1 } = {}) {
  const database = await freshDatabase();
  const clock = createClock();
  const passwordHash = await hashPassword(password, { memory: 64, passes: 1, parallelism: 1 });
  for (const email of emails) await database.write(trx => addStaff(trx, { email, passwordHash, now: START }));
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  const all = Array.from({ length: desks }, () => createSignIn({ database, keys, masters, clock, pause }));
  const [first = createSignIn({ database, keys, masters, clock, pause })] = all;
  return { database, clock, pauses, desks: all, ...first };
}

type World = Awaited<ReturnType<typeof createStaffWorld>>;

/** What this try comes to, in a word. */
const outcome = async ({ signIn }: Pick<World, 'signIn'>, attempt: Parameters<World['signIn']>[0]) =>
  signIn(attempt).then(
    answer => (answer === null ? 'wrong' : 'in'),
    error => error.code,
  );

/** Wrong tries from the office until it is refused. */
async function guessFromOffice(world: Pick<World, 'signIn'>, email: string) {
  for (let time = 0; time < 12; time++) await outcome(world, { email, password: 'no', address: OFFICE });
}

test('where others try wrong passwords, a browser that has signed in before enters without delay', async () => {
  const world = await createStaffWorld(['a@example.kr']);
  const right = { email: 'a@example.kr', password };
  const elsewhere = await world.signIn({ ...right, address: '198.51.100.1' });
  await guessFromOffice(world, right.email);
  world.pauses.length = 0;
  expect(await outcome(world, { ...right, address: OFFICE })).toBe('too-many-sign-ins');
  world.pauses.length = 0;
  expect(
    await outcome(world, { ...right, address: OFFICE, browser: signedIn(elsewhere)?.browser ?? '' }),
  ).toBe('in');
  expect(world.pauses).toEqual([]);
});

test('a known browser that guesses is delayed, never refused one by one, and slows nobody else', async () => {
  const world = await createStaffWorld(['a@example.kr', 'b@example.kr']);
  const right = { email: 'a@example.kr', password, address: OFFICE };
  const browser = signedIn(await world.signIn(right))?.browser ?? '';
  for (let time = 0; time < 30; time++)
    expect(await outcome(world, { ...right, password: 'no', browser })).toBe('wrong');
  expect(Math.max(...world.pauses)).toBe(5_000);
  world.pauses.length = 0;
  expect(await outcome(world, { ...right, email: 'b@example.kr' })).toBe('in');
  expect(world.pauses).toEqual([]);
  expect(await outcome(world, { ...right, browser })).toBe('in');
});

test('an address that is refused still lets in who has signed in there lately, in every process', async () => {
  const world = await createStaffWorld(['a@example.kr', 'b@example.kr'], { desks: 2 });
  const [first, second] = world.desks;
  if (first === undefined || second === undefined) throw new Error('two desks');
  const right = { email: 'a@example.kr', password, address: OFFICE };
  await first.signIn(right);
  await guessFromOffice(second, 'b@example.kr');
  expect(await outcome(second, right)).toBe('in');
  expect(await outcome(second, { ...right, email: 'b@example.kr' })).toBe('too-many-sign-ins');
  world.clock.move(31 * DAY);
  await guessFromOffice(second, 'b@example.kr');
  expect(await outcome(second, right)).toBe('too-many-sign-ins');
});

test('a right password stands in line behind all that others try for it at that place', async () => {
  const { database, clock, signIn } = await createStaffWorld(['a@example.kr']);
  const right = { email: 'a@example.kr', password, address: OFFICE };
  await signIn(right);
  const pauses: number[] = [];
  const held = Promise.withResolvers<void>();
  const pause = (milliseconds: number) => {
    pauses.push(milliseconds);
    return held.promise;
  };
  const world = createSignIn({ database, keys, masters, clock, pause });
  const wrong = Array.from({ length: 100 }, () => outcome(world, { ...right, password: 'no' }));
  await waitUntil(() => pauses.length >= 90);
  const answer = outcome(world, right);
  await waitUntil(() => pauses.length > wrong.length - 6);
  held.resolve();
  expect(await answer).toBe('in');
  expect(await Promise.all(wrong)).not.toContain('in');
  const longest = Math.max(...pauses);
  expect([longest > 20_000, longest < 50_000]).toEqual([true, true]);
});

test('at a refused address a wrong password tells nobody whether the account was ever there', async () => {
  const world = await createStaffWorld(['a@example.kr', 'b@example.kr']);
  await world.signIn({ email: 'a@example.kr', password, address: OFFICE });
  await guessFromOffice(world, 'x@example.kr');
  const told: unknown[] = [];
  for (const email of ['a@example.kr', 'b@example.kr', 'nobody@example.kr']) {
    for (let time = 0; time < 8; time++) {
      const answer = await world.signIn({ email, password: 'no', address: OFFICE }).catch(error => error);
      told.push([answer?.code, answer?.retryAfter]);
    }
  }
  expect(new Set(told.map(one => JSON.stringify(one))).size).toBe(1);
});

test('another password makes browsers and places unknown', async () => {
  const world = await createStaffWorld(['a@example.kr']);
  const right = { email: 'a@example.kr', password, address: OFFICE };
  const browser = signedIn(await world.signIn(right))?.browser ?? '';
  const passwordHash = await hashPassword('another one', { memory: 64, passes: 1, parallelism: 1 });
  await world.database.write(trx => trx.updateTable('staff').set({ password_hash: passwordHash }).execute());
  await guessFromOffice(world, right.email);
  expect(await outcome(world, { ...right, password: 'another one', browser })).toBe('too-many-sign-ins');
});

test('the mark of a browser opens nothing, and counts only for its accounts, its desk and its time', async () => {
  const world = await createStaffWorld(['a@example.kr', 'b@example.kr']);
  const right = { email: 'a@example.kr', password, address: '198.51.100.1' };
  const browser = signedIn(await world.signIn(right))?.browser ?? '';
  await guessFromOffice(world, 'x@example.kr');
  const atOffice = { ...right, address: OFFICE, browser };
  expect(await outcome(world, { ...atOffice, password: 'no' })).toBe('wrong');
  expect(await outcome(world, { ...atOffice, email: 'b@example.kr' })).toBe('too-many-sign-ins');
  const other = createKnownBrowsers(makeKeys().keys.knownBrowser, world.clock);
  const account = await world.database.query
    .selectFrom('staff')
    .select(['id', 'email'])
    .executeTakeFirstOrThrow();
  const foreign = other.remember({ ...account, passwordHash: null }, null);
  for (const bad of [foreign, '', 'x'.repeat(100_000), `${browser}A`, '\0'])
    expect(await outcome(world, { ...atOffice, browser: bad })).toBe('too-many-sign-ins');
  world.clock.move(KNOWN_FOR);
  await guessFromOffice(world, 'x@example.kr');
  expect(await outcome(world, atOffice)).toBe('too-many-sign-ins');
});

test('colleagues who share a browser are all known, up to five', async () => {
  const emails = Array.from({ length: 6 }, (_, index) => `${index}@example.kr`);
  const world = await createStaffWorld(emails);
  let browser: string | null = null;
  for (const email of emails)
    browser =
      signedIn(await world.signIn({ email, password, address: '198.51.100.1', browser }))?.browser ?? null;
  await guessFromOffice(world, 'x@example.kr');
  const outcomes: unknown[] = [];
  for (const email of emails)
    outcomes.push(await outcome(world, { email, password, address: OFFICE, browser }));
  expect(outcomes).toEqual(['too-many-sign-ins', 'in', 'in', 'in', 'in', 'in']);
});

test('twenty places of one account are kept, under no hash that another has', async () => {
  const { database, clock } = await createStaffWorld(['a@example.kr', 'b@example.kr']);
  const places = createKnownPlaces(database, keys.knownPlace);
  const staff = await database.query.selectFrom('staff').select(['id', 'email']).orderBy('email').execute();
  const [one, other] = staff.map(account => ({ ...account, passwordHash: 'kept' }));
  if (one === undefined || other === undefined) throw new Error('two accounts');
  for (let place = 0; place < 25; place++) {
    clock.move(1_000);
    await places.remember(one, `198.51.100.${place}`, clock());
  }
  await places.remember(other, '198.51.100.24', clock());
  await places.remember(one, '127.0.0.1', clock());
  const kept = await database.query.selectFrom('known_places').selectAll().execute();
  expect(kept.filter(({ staff_id }) => staff_id === one.id)).toHaveLength(20);
  expect(new Set(kept.map(({ place }) => place)).size).toBe(21);
  const known = (address: string) => places.isKnown(one, address, clock());
  expect([await known('198.51.100.24'), await known('198.51.100.0')]).toEqual([true, false]);
});
