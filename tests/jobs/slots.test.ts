import { beforeEach, expect, test } from 'vitest';
import { KINDS } from '../../src/jobs/kinds.ts';
import { waitFor } from '../support/wait-for.ts';
import { createJobsWorld, gate, type JobsWorld } from './jobs-world.ts';

let world: JobsWorld;
beforeEach(async () => {
  world = await createJobsWorld();
});

const subjects = (count: number) => Array.from({ length: count }, (_, index) => `file ${index}`);

test('A kind that hangs in all its slots holds up nothing of another', async () => {
  const long = gate();
  const begun: string[] = [];
  const jobs = world.start({
    'test mail': { run: async () => {} },
    'inspect file': {
      async run({ subject }) {
        begun.push(subject);
        await long.opened;
      },
    },
  });
  for (const file of subjects(3)) await world.enqueueInspection(file);
  await expect.poll(() => begun.length).toBe(2);

  await world.enqueue();
  const mailState = async () => (await world.rows()).find(({ kind }) => kind === 'test mail')?.state;
  await expect.poll(mailState).toBe('done');
  expect(begun).toHaveLength(2);
  long.open();
  jobs.wake();
  await expect
    .poll(async () => (await world.rows()).map(row => row.state))
    .toEqual(Array.from({ length: 4 }, () => 'done'));
});

test('Every kind is claimed in the same round, whichever has waited longer', async () => {
  const long = gate();
  const begun = new Set<string>();
  const run = async ({ kind }: { kind: string }) => {
    begun.add(kind);
    await long.opened;
  };
  for (const file of subjects(30)) await world.enqueueInspection(file);
  world.clock.move(1);
  await world.enqueue();
  world.start({ 'test mail': { run }, 'inspect file': { run }, 'scan file': { run } });
  await waitFor(() => expect(begun).toEqual(new Set(['inspect file', 'test mail'])));
  long.open();
});

test('A kind is done in as many slots at once as it has, and no more', async () => {
  let busy = 0;
  let most = 0;
  const full = gate();
  for (const file of subjects(12)) await world.enqueueInspection(file);
  world.start({
    'inspect file': {
      async run() {
        busy += 1;
        most = Math.max(most, busy);
        await full.opened;
        busy -= 1;
      },
    },
  });
  await waitFor(() => expect(busy).toBe(2));
  full.open();
  await waitFor(async () =>
    expect(new Set((await world.rows()).map(row => row.state))).toEqual(new Set(['done'])),
  );
  expect(most).toBe(KINDS['inspect file'].slots);
});

test('Tip mails have ten slots, inspections two and scans five', () => {
  expect(KINDS).toMatchObject({
    'tip mail': { slots: 10 },
    'inspect file': { slots: 2 },
    'scan file': { slots: 5 },
  });
});
