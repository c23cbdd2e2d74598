import { faultsOf, numberWarnings } from '../../../channels/form/faults.ts';
import { DatabaseAway } from '../../../db/troubles.ts';
import { type Faults, type Reason, Refusal } from '../../../errors.ts';
import { asRefusal, statusOf, storesRefusal } from '../../http/refusal.ts';
import type { ReaderContext } from '../context.ts';
import type { Post } from './post.ts';
import { isGoodStamp, isPastTrap } from './stamp.ts';

/** `notice` is a fault of no field; `as` is the name it has in JSON. */
export type FormRefusal = {
  status: number;
  faults: Faults;
  notice: { as: string; reason: Reason } | null;
  retryAfter: number | undefined;
};

/** Why a form is not taken; null when it is. */
export function refusalOf(
  context: ReaderContext,
  { intake, fields, attachedFaults, marks: { stamp, website, switch_to }, warnsOfNumbers }: Post,
): FormRefusal | null {
  if (switch_to !== undefined) return { status: 200, faults: {}, notice: null, retryAfter: undefined };
  const faults: Faults = {
    ...(warnsOfNumbers ? numberWarnings(fields) : {}),
    ...attachedFaults,
    ...faultsOf(fields),
    ...(intake.fileFault === null ? {} : { files: intake.fileFault.reason }),
  };
  if (Object.keys(faults).length > 0) {
    const status = intake.fileFault === null ? 422 : statusOf(intake.fileFault);
    return { status, faults, notice: null, retryAfter: intake.fileFault?.retryAfter };
  }
  if (website !== '' && !isPastTrap(context.keys.stamp, stamp ?? ''))
    return refusalOfAll('website', new Refusal({ code: 'trap' }));
  if (stamp === undefined || isGoodStamp(context.keys.stamp, stamp, context.clock())) return null;
  return refusalOfAll('stamp', new Refusal({ code: 'too-fast' }));
}

/**
 * Refused while it was to be written: too many wait for the database, it cannot be used, or another tip has claimed an upload
 * meanwhile.
 */
export function asFormRefusal(error: unknown): FormRefusal {
  const away = error instanceof DatabaseAway ? storesRefusal(error, 'no-space-at-all') : null;
  return refusalOfAll('form', away ?? asRefusal(error));
}

function refusalOfAll(as: string, refusal: Refusal): FormRefusal {
  const { faults, reason, retryAfter } = refusal;
  const notice = Object.keys(faults).length > 0 ? null : { as, reason };
  return { status: statusOf(refusal), faults, notice, retryAfter };
}

export function tooManyTips({ clock, settings }: ReaderContext, until: number): FormRefusal {
  const { timeZone } = settings.newsroom;
  const retryAfter = Math.max(1, Math.ceil((until - clock()) / 1_000));
  return refusalOfAll('form', new Refusal({ code: 'too-many-tips', until, timeZone }, { retryAfter }));
}
