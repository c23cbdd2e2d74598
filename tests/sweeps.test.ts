import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';
import { createSweeps } from '../src/sweeps.ts';
import { whenDone } from './support/cleanup.ts';
import { createClock, HOUR } from './support/clock.ts';
import { freshDatabase } from './support/databases.ts';

test('two processes sweep each their own machine, and what they have in common once; what fails stops no other', async () => {
  const [database, clock] = [await freshDatabase(), createClock()];
  const swept: string[] = [];
  const logged: string[] = [];
  const log = createLog(line => logged.push(line));
  const sweepAs = async (name: string, expected: readonly string[]) => {
    const note = (kind: string) => async () => void swept.push(`${name}: ${kind}`);
    const fail = async () => {
      throw new Error('no');
    };
    const tasks = { here: { faults: fail, mails: note('mails') }, inCommon: { orphans: note('orphans') } };
    const sweeps = createSweeps(tasks, { database, clock, log });
    sweeps.start();
    whenDone(sweeps.stop);
    await expect.poll(() => swept).toEqual(expected);
    await wait(200);
    await sweeps.stop();
    expect(swept.splice(0)).toEqual(expected);
  };
  await sweepAs('first', ['first: mails', 'first: orphans']);
  await sweepAs('second', ['second: mails']);
  clock.move(6 * HOUR);
  await sweepAs('third', ['third: mails', 'third: orphans']);
  expect(logged).toHaveLength(3);
  expect(logged.every(line => line.includes('a sweep failed'))).toBe(true);
});
