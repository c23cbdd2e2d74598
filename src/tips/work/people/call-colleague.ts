import { randomId } from '../../../crypto/ids.ts';
import type { Write } from '../../../db/database.ts';
import { tidyEmail } from '../../../email.ts';
import { Refusal } from '../../../errors.ts';
import { seesOnceCalled, type TipFacts, type Viewer } from '../../../staff/access.ts';
import { loadColleagues } from '../../../staff/accounts/colleagues.ts';
import { noteEvent } from '../../history/events.ts';
import type { Instant } from '../../tip.ts';
import { tellColleague } from './tell-colleague.ts';

/** `field`: in which they were named. `note`: the id of the note that goes with it. `isTold`: by a mail for this alone. */
type Calling = {
  kind: 'mentioned' | 'forwarded';
  facts: TipFacts;
  colleague: Viewer;
  field: 'body' | 'to';
  by: Viewer;
  note: string | null;
  at: Instant;
  isTold: boolean;
};

/**
 * Calls a colleague to a tip: from now on they see it, as far as its topic lets them.
 * @throws {Refusal} `may-not-see`, told of the field in which they were named, where they would not see it all the same.
 */
export async function callColleague(
  trx: Write,
  { kind, facts, colleague, field, by, note, at, isTold }: Calling,
): Promise<void> {
  if (!seesOnceCalled(colleague, facts)) {
    const reason = { code: 'may-not-see', name: colleague.name ?? colleague.email } as const;
    throw new Refusal(reason, { faults: { [field]: reason } });
  }
  await trx
    .insertInto('mentions')
    .values({ id: randomId(), tip: facts.number, staff_id: colleague.staffId })
    .onConflict(conflict => conflict.columns(['staff_id', 'tip']).doNothing())
    .execute();
  const event = await noteEvent(trx, { tip: facts.number, kind, by, at, subject: colleague.staffId });
  if (isTold) await tellColleague(trx, { colleague, by, event, note, at });
}

/** @throws {Refusal} `colleague-unknown`. */
export async function findColleague(trx: Write, typed: string): Promise<Viewer> {
  const email = tidyEmail(typed);
  const colleague = (await loadColleagues(trx)).find(one => one.email === email);
  if (colleague !== undefined) return colleague;
  const reason = { code: 'colleague-unknown', email: typed } as const;
  throw new Refusal(reason, { faults: { to: reason } });
}
