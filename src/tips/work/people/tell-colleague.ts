import type { Write } from '../../../db/database.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import type { Viewer } from '../../../staff/access.ts';
import type { Instant } from '../../tip.ts';

/** `event`: the id of the tip's event that is about them; `note`: of the note that goes with it. */
type News = { colleague: Viewer; by: Viewer; event: number; note?: string | null; at: Instant };

/** Enqueues the mail by which somebody hears what a colleague asks of them. Of what they do themselves nobody is told. */
export async function tellColleague(
  trx: Write,
  { colleague, by, event, note = null, at }: News,
): Promise<void> {
  if (colleague.staffId === by.staffId) return;
  await enqueue(trx, at, {
    kind: 'colleague mail',
    subject: { event, note },
    recipients: [colleague.email],
  });
}
