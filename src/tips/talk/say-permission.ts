import type { Context } from '../../context.ts';
import { noteEvents } from '../history/events.ts';
import type { Permission } from '../tip.ts';
import { changeHeld, holdTalk } from './hold-talk.ts';

type Said = { number: number; use: Permission };

/**
 * Whether a reader's photos and films may be used, as they say by now. Without a name is a no to an older version, which knows no third
 * answer: it must not take it for a yes.
 * @throws {Refusal} as `holdTalk`.
 */
export async function sayPermission(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  { number, use }: Said,
): Promise<void> {
  await database.write(async trx => {
    const { permission } = await holdTalk(trx, number);
    if (permission === use) return;
    const now = clock();
    // They have said something, and nobody has answered it yet.
    const said = { permission: use, consent_media: use === 'yes' ? (1 as const) : (0 as const) };
    await changeHeld(trx, number, { ...said, reader_at: now });
    await noteEvents(trx, number, ['permission changed'], null, now, use);
  });
}
