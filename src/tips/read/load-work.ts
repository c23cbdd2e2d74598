import type { Query } from '../../db/database.ts';
import { type Named, readNamed } from '../../staff/called.ts';
import { type Importance, readImportance } from '../importance.ts';

/** Who works on a tip and how. `remindOn`: `YYYY-MM-DD`, in the desk's time zone. */
export type Work = { assignee: Named | null; importance: Importance; remindOn: string | null };

export async function loadWork(query: Query, number: number): Promise<Work> {
  const row = await query
    .selectFrom('tips')
    .leftJoin('staff', 'staff.id', 'tips.assignee')
    .select(['staff.email', 'staff.name', 'tips.importance', 'tips.remind_on'])
    .where('tips.number', '=', number)
    .executeTakeFirstOrThrow();
  return {
    assignee: readNamed(row.email, row.name),
    importance: readImportance(row.importance),
    remindOn: row.remind_on,
  };
}
