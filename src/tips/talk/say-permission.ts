import type { Context } from '../../context.ts';
import { wakeJobs } from '../../jobs/enqueue.ts';
import { noteEvent } from '../history/events.ts';
import type { Permission } from '../tip.ts';
import { changeHeld, holdTalk } from './hold-talk.ts';
import { timeOfNext } from './moments.ts';
import { tellPermission } from './tell-newsroom.ts';

/** From the least to the most that may be done. */
const BY_WEIGHT: readonly string[] = ['no', 'unnamed', 'yes'];

type Held = { permission: string | null; consent_media: number };
type Said = { number: number; use: Permission };

/**
 * Whether a reader's photos and films may be used, as they say by now. Without a name is a no to an older version, which knows no third
 * answer: it must not take it for a yes.
 * @throws {Refusal} as `holdTalk`.
 */
export async function sayPermission(
  context: Pick<Context, 'database' | 'clock' | 'settings'>,
  { number, use }: Said,
): Promise<void> {
  const { database, clock } = context;
  await database.write(async trx => {
    const held = await holdTalk(trx, number);
    if (held.permission === use) return;
    const at = clock();
    // They have said something, and nobody has answered it yet.
    const said = { permission: use, consent_media: use === 'yes' ? (1 as const) : (0 as const) };
    // Behind an answer that waits, too, whatever the clock says: it has not heard of this, and does not go.
    await changeHeld(trx, number, { ...said, reader_at: await timeOfNext(trx, at, number) });
    const told = { tip: number, kind: 'permission changed' as const, by: null, at, subject: null };
    const event = await noteEvent(trx, { ...told, detail: use });
    await tellPermission(trx, context, { number, event, at, isLess: isLess(use, held) });
  });
  wakeJobs(database);
}

/** Than what the newsroom has known until now. */
function isLess(use: Permission, { permission, consent_media: consent }: Held): boolean {
  const before = permission ?? (consent === 1 ? 'yes' : 'no');
  return BY_WEIGHT.indexOf(use) < BY_WEIGHT.indexOf(before);
}
