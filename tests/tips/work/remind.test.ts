import { expect, test } from 'vitest';
import { type Code, Refusal } from '../../../src/errors.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { isReminderDay, reminderDays } from '../../../src/tips/reminder-days.ts';
import { changeImportance } from '../../../src/tips/work/importance.ts';
import { changeReminder } from '../../../src/tips/work/remind.ts';
import { takeStep } from '../../../src/tips/work/state.ts';
import { createTipWorld } from '../tip-world.ts';

const refusedWith = (code: Code) => (error: unknown) => error instanceof Refusal && error.code === code;

test('A tip’s importance and reminder are said, shown and told in its history', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await changeImportance(desk, viewer, { number, version: 1, importance: 2 });
  await changeReminder(desk, viewer, { number, version: 2, on: '2026-12-01' });
  const { work, events } = await readTip(desk, viewer, number);
  expect(work).toEqual({ assignee: null, importance: 2, remindOn: '2026-12-01' });
  expect(events).toMatchObject([
    { kind: 'received' },
    { kind: 'importance changed', value: '2' },
    { kind: 'reminder set', value: '2026-12-01' },
    { kind: 'viewed' },
  ]);
  await expect(changeImportance(desk, viewer, { number, version: 2, importance: 0 })).rejects.toSatisfy(
    refusedWith('stale'),
  );
  await changeReminder(desk, viewer, { number, version: 3, on: null });
  expect((await readTip(desk, viewer, number)).work.remindOn).toBeNull();
});

test('Closing a tip clears its reminder, and then none is set', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await changeReminder(desk, viewer, { number, version: 1, on: '2026-12-01' });
  await takeStep(desk, viewer, 'closure', { number, version: 2 });
  expect((await readTip(desk, viewer, number)).work.remindOn).toBeNull();
  await expect(changeReminder(desk, viewer, { number, version: 3, on: '2026-12-01' })).rejects.toSatisfy(
    refusedWith('stale'),
  );
});

test.each(['2026-11-22', '2030-01-01', '2027-02-29', '1.12.2026', ''])(
  'A reminder on "%s" is refused',
  async on => {
    const { desk, viewer, submit } = await createTipWorld();
    const { number } = await submit({ message: '글' });
    await expect(changeReminder(desk, viewer, { number, version: 1, on })).rejects.toMatchObject({
      faults: { on: { code: 'reminder-day-wrong' } },
    });
  },
);

test('The days to choose from are those of the desk’s time zone, and Monday is one to come', () => {
  // A Sunday in Seoul, while it is Saturday in New York.
  const now = Date.parse('2026-11-28T20:00:00Z');
  const seoul = reminderDays(now, 'Asia/Seoul');
  expect(seoul).toEqual({
    first: '2026-11-29',
    last: '2029-11-29',
    tomorrow: '2026-11-30',
    monday: '2026-11-30',
  });
  expect(reminderDays(now, 'America/New_York')).toMatchObject({
    first: '2026-11-28',
    tomorrow: '2026-11-29',
  });
  expect(reminderDays(Date.parse('2026-11-30T03:00:00Z'), 'Asia/Seoul').monday).toBe('2026-12-07');
  expect([seoul.first, seoul.last].every(day => isReminderDay(day, seoul))).toBe(true);
});
