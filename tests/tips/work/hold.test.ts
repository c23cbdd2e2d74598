import { expect, test } from 'vitest';
import { readLeastVersion } from '../../../src/db/versions/least-version.ts';
import { type Code, Refusal } from '../../../src/errors.ts';
import { toViewer } from '../../../src/staff/access.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { placeHold, releaseHold } from '../../../src/tips/work/hold.ts';
import { addViewer, createTipWorld } from '../tip-world.ts';

const refusedWith = (code: Code) => (error: unknown) => error instanceof Refusal && error.code === code;

const reason = '정정보도 청구가 들어옴';

async function worldWithTip() {
  const world = await createTipWorld();
  const { number } = await world.submit({ message: '글' });
  return { ...world, number };
}

test('a hold says why, by whom and since when, and its history stays when it is released', async () => {
  const { desk, viewer, clock, number } = await worldWithTip();
  const other = await addViewer(desk, 'night@newsroom.example');
  const start = clock();
  await placeHold(desk, viewer, { number, version: 1, reason });
  expect((await readTip(desk, viewer, number)).hold).toEqual({
    reason,
    by: { email: viewer.email, name: null },
    at: start,
  });

  clock.move(1_000);
  await releaseHold(desk, other, { number, version: 2 });
  const { hold, events, tip } = await readTip(desk, viewer, number);
  expect([hold, tip.version]).toEqual([null, 3]);
  expect(events.filter(({ kind }) => kind === 'held' || kind === 'released')).toMatchObject([
    { kind: 'held', at: start, by: { email: viewer.email, name: null }, file: null },
    { kind: 'released', at: clock(), by: { email: other.email, name: null }, file: null },
  ]);
});

test('a held tip is not forgotten by hand until it is released', async () => {
  const { desk, viewer, number } = await worldWithTip();
  await placeHold(desk, viewer, { number, version: 1, reason });
  await expect(forgetTip(desk, viewer, { number, version: 2 })).rejects.toSatisfy(refusedWith('held'));
  expect((await readTip(desk, viewer, number)).tip).toMatchObject({ kept: true, message: '글', version: 2 });

  await releaseHold(desk, viewer, { number, version: 2 });
  await forgetTip(desk, viewer, { number, version: 3 });
  expect(await readTip(desk, viewer, number)).toMatchObject({ tip: { kept: false }, hold: null });
});

test('an older version, which would forget a held tip, may not serve once there is one', async () => {
  const { desk, viewer, number } = await worldWithTip();
  expect(await readLeastVersion(desk.database.query)).toBeNull();
  await placeHold(desk, viewer, { number, version: 1, reason });
  expect(await readLeastVersion(desk.database.query)).toBe('0.3.0');
});

test('of a hold and a forgetting at once, the tip is held or forgotten, never both', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  for (let round = 0; round < 6; round++) {
    const { number } = await submit({ message: `글 ${round}` });
    const seen = { number, version: 1 };
    const both = [() => placeHold(desk, viewer, { ...seen, reason }), () => forgetTip(desk, viewer, seen)];
    const ends = await Promise.allSettled((round % 2 === 0 ? both : both.reverse()).map(act => act()));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { tip, hold } = await readTip(desk, viewer, number);
    expect(tip.kept).toBe(hold !== null);
  }
});

test('a hold that saw an older version, and a second press, change nothing', async () => {
  const { desk, viewer, number } = await worldWithTip();
  const place = (version: number) => placeHold(desk, viewer, { number, version, reason: '다른 이유' });
  await expect(releaseHold(desk, viewer, { number, version: 1 })).rejects.toSatisfy(refusedWith('stale'));
  await placeHold(desk, viewer, { number, version: 1, reason });
  for (const version of [1, 2, 3]) await expect(place(version)).rejects.toSatisfy(refusedWith('stale'));
  const { hold, tip, events } = await readTip(desk, viewer, number);
  expect([hold?.reason, tip.version]).toEqual([reason, 2]);
  expect(events.filter(({ kind }) => kind === 'held' || kind === 'released')).toHaveLength(1);
});

test('nobody holds or releases a tip that is not there, is forgotten, or without the right', async () => {
  const { desk, viewer, number } = await worldWithTip();
  const none = toViewer({ id: viewer.staffId, email: viewer.email, role: 'owner', topics: [] });
  for (const act of [placeHold, releaseHold]) {
    const tip = { number, version: 1, reason };
    await expect(act(desk, viewer, { ...tip, number: 99 })).rejects.toSatisfy(refusedWith('not-found'));
    await expect(act(desk, none, tip)).rejects.toSatisfy(refusedWith('not-found'));
  }
  await forgetTip(desk, viewer, { number, version: 1 });
  await expect(placeHold(desk, viewer, { number, version: 2, reason })).rejects.toSatisfy(
    refusedWith('stale'),
  );
});
