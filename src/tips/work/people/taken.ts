import type { Write } from '../../../db/database.ts';
import { Refusal } from '../../../errors.ts';
import type { Viewer } from '../../../staff/access.ts';

/** @throws {Refusal} `taken` where a colleague has the tip: whoever wanted to take it is told who does. */
export async function refuseTaken(trx: Write, viewer: Viewer, tip: number): Promise<void> {
  const holder = await trx
    .selectFrom('tips')
    .innerJoin('staff', 'staff.id', 'tips.assignee')
    .select(['staff.id', 'staff.email', 'staff.name'])
    .where('tips.number', '=', tip)
    .executeTakeFirst();
  if (holder !== undefined && holder.id !== viewer.staffId)
    throw new Refusal({ code: 'taken', name: holder.name ?? holder.email });
}
