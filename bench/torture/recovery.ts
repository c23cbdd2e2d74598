import { setTimeout as wait } from 'node:timers/promises';
import type { CheckResult, createCheck } from './checks/check.ts';
import { orphansIn } from './checks/files.ts';
import { checkAllArrived } from './checks/mails.ts';
import { numberOf, type SentTip } from './ledger.ts';
import { createSession } from './load/session.ts';
import type { World } from './world.ts';

type Parts = { world: World; check: ReturnType<typeof createCheck>; signal: AbortSignal };

/** How the last two runs go. All in milliseconds. */
export type Recovery = {
  /** How far ahead the clock is while all jobs are done: ahead of every lease and every wait, or not at all. */
  ahead: number;
  patience: number;
};

const HOUR = 60 * 60_000;
/** After more than a day, by every clock that the server has had, what a crash has left is swept. */
const A_DAY_LATER = 32 * HOUR;
const SWEPT_WITHIN = 180_000;
const STAFF_RETRIES_EVERY = 4_000;
const RECEIPTS_TO_TRY = 20;

/** Everything is mended. All jobs must be done, all that was promised be there, and nothing else be left. */
export async function recover(parts: Parts, recovery: Recovery): Promise<CheckResult> {
  const { world, check } = parts;
  await world.peer.mend();
  await startHealthy(world, recovery.ahead);
  await runDry(parts, recovery.patience);
  parts.signal.throwIfAborted();
  await tryReceipts(parts);
  await stopCleanly(world);
  const last = await check({ thoroughly: true });
  checkAllArrived(last.observed, world.ledger);

  for (const upload of world.ledger.uploads) upload.mayBeGone = true;
  await startHealthy(world, A_DAY_LATER);
  await untilSwept(parts);
  await stopCleanly(world);
  await check();
  return last;
}

async function startHealthy({ desk, ledger }: World, off: number): Promise<void> {
  ledger.begin(off);
  const started = await desk.start({ off });
  if (started.is !== 'healthy')
    throw new Error(
      `With nothing broken the server is ${started.is}: ${'output' in started ? started.output : ''}`,
    );
}

/** SIGTERM; a server that does not end cleanly is complained of. */
export async function stopCleanly({ desk, ledger }: Pick<World, 'desk' | 'ledger'>): Promise<void> {
  const code = await desk.stop();
  if (code !== 0) ledger.complain('died', `SIGTERM ended the server with ${code}`);
}

/** Staff press "try again" meanwhile, as they do when the list shows that mails are set aside. */
async function runDry({ world, signal }: Parts, patience: number): Promise<void> {
  const { store, ledger, desk } = world;
  const session = createSession({ desk, ledger });
  const end = performance.now() + patience;
  let retriedAt = 0;
  while (!signal.aborted) {
    const unfinished = await store.unfinished();
    if (Object.keys(unfinished).length === 0) return;
    if (performance.now() > end) return complainOfUnfinished(world, unfinished);
    if (performance.now() - retriedAt > STAFF_RETRIES_EVERY) {
      retriedAt = performance.now();
      const answer = await session.post('/admin/mail/retry', {});
      if (answer?.status !== 303) ledger.count(`retries by staff answered ${answer?.status}`);
    }
    await wait(250);
  }
}

function complainOfUnfinished({ ledger }: World, unfinished: Record<string, number>): void {
  for (const [kind, count] of Object.entries(unfinished))
    ledger.complain('lost', `${count} × ${kind} is never done`);
}

/** A receipt that a reader holds leads staff to the tip. */
async function tryReceipts({ world: { desk, ledger } }: Parts): Promise<void> {
  const session = createSession({ desk, ledger });
  const held = ledger.tips.filter(tip => numberOf(tip) !== null && receiptOf(tip) !== null);
  const step = Math.ceil(held.length / RECEIPTS_TO_TRY);
  for (const tip of held.filter((_, index) => index % step === 0)) {
    const answer = await session.post('/admin/receipt', { receipt: receiptOf(tip) ?? '' });
    if (answer?.headers.get('location') !== `/admin/tips/${numberOf(tip)}`)
      ledger.complain('lost', `receipt ${receiptOf(tip)} does not lead staff to tip ${numberOf(tip)}`);
  }
}

const receiptOf = ({ answers }: SentTip) => answers.find(({ receipt }) => receipt !== null)?.receipt ?? null;

/** What no tip has claimed, and what kills have left between disk and database, is gone. */
async function untilSwept({ world: { store, files, ledger }, signal }: Parts): Promise<void> {
  const end = performance.now() + SWEPT_WITHIN;
  for (;;) {
    const kept = await store.read();
    const orphans = orphansIn({ kept, files: await files() });
    if ((orphans.length === 0 && kept.uploads.length === 0) || signal.aborted) return;
    if (performance.now() > end) {
      ledger.complain(
        'half',
        `never swept: ${orphans.length} files, such as ${orphans[0]}, and ${kept.uploads.length} uploads`,
      );
      return;
    }
    await wait(250);
  }
}
