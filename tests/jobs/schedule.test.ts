import { expect, test } from 'vitest';
import { createSchedule } from '../../src/jobs/schedule.ts';
import { createLog } from '../../src/log.ts';
import { whenDone } from '../support/cleanup.ts';
import { createClock, HOUR } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';

test('Each process does what lies on its machine, one what they share, though another task fails', async () => {
  const [database, clock] = [await freshDatabase(), createClock()];
  const done: string[] = [];
  const logged: string[] = [];
  const log = createLog(line => logged.push(line));
  const runAs = async (name: string, expected: readonly string[]) => {
    const note = (kind: string) => async () => void done.push(`${name}: ${kind}`);
    const fail = async () => {
      throw new Error('no');
    };
    // In this order: once the mails were swept nothing more is to come.
    const tasks = {
      oneProcess: { orphans: note('orphans') },
      eachProcess: { faults: fail, mails: note('mails') },
    };
    const schedule = createSchedule(tasks, { database, clock, log });
    schedule.start();
    whenDone(schedule.stop);
    await expect.poll(() => done).toContain(`${name}: mails`);
    await schedule.stop();
    expect(done.splice(0)).toEqual(expected);
  };
  await runAs('first', ['first: orphans', 'first: mails']);
  await runAs('second', ['second: mails']);
  clock.move(6 * HOUR);
  await runAs('third', ['third: orphans', 'third: mails']);
  expect(logged).toHaveLength(3);
  expect(logged.every(line => line.includes('a recurring task failed'))).toBe(true);
});
