import { setTimeout as wait } from 'node:timers/promises';
import { beginSpan, type Run } from './ledger.ts';
import type { Full, Moment, RunPlan } from './run-plan.ts';
import type { LoneWorld } from './world.ts';

/** The disk is filled to the last byte for a while, where that harms nobody else. */
export async function fillDisk({ disk, ledger }: LoneWorld, run: Run, { at, lasts }: Full): Promise<void> {
  await waitUntil(at);
  if (disk.fill === null) return;
  ledger.count('disk full');
  const outage = beginSpan(run.outages);
  await disk.fill();
  await wait(lasts);
  await disk.free();
  outage.to = Date.now();
}

export async function breakDatabase(
  { store, ledger }: LoneWorld,
  run: Run,
  { is, at }: NonNullable<RunPlan['database']>,
): Promise<void> {
  await waitUntil(at);
  if (store.restart === null) return;
  ledger.count(`PostgreSQL ${is}`);
  const outage = beginSpan(run.outages);
  await store.restart(is);
  outage.to = Date.now();
}

const waitUntil = (at: Moment) => wait(at === 'before' ? 0 : at);
