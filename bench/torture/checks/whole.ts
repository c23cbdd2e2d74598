import type { Ledger } from '../ledger.ts';
import { INBOX } from '../world.ts';
import type { Observed, TipRecord } from './observed.ts';

/** Nothing is half visible: a tip has all that was written with it, and nothing is without its tip. */
export function checkWhole({ kept, records }: Observed, { complain }: Ledger): void {
  for (const record of records.values()) {
    const { tip } = record;
    for (const missing of missingIn(record)) complain('half', `tip ${tip.number} has no ${missing}`);
  }
  for (const table of ['messages', 'contacts', 'files', 'notes', 'events'] as const) {
    for (const { tip } of kept[table])
      if (!records.has(tip)) complain('half', `${table} of tip ${tip}, which is not there`);
  }
  checkJobs({ kept, records, complain });
  const files = new Set(kept.files.map(({ id }) => id));
  for (const { id } of kept.uploads)
    if (files.has(id)) complain('twice', `${id} is a tip's file and an upload still`);
}

function missingIn({ tip, messages, events, mails }: TipRecord): string[] {
  const recipients = mails.map(({ recipient }) => recipient).join();
  return [
    ...(tip.forgotten_at === null && messages.length === 0 ? ['text'] : []),
    ...(events.some(({ kind }) => kind === 'received') ? [] : ['event of its coming']),
    ...(recipients === INBOX.join() ? [] : [`mail for each address, but for "${recipients}"`]),
  ];
}

type Parts = Pick<Observed, 'kept' | 'records'> & Pick<Ledger, 'complain'>;

/** Jobs of a tip that is not there, and missing jobs of one that is. */
function checkJobs({ kept, records, complain }: Parts): void {
  const inspected = new Set(
    kept.outbox.filter(({ kind }) => kind === 'inspect file').map(({ subject }) => subject),
  );
  for (const { id, tip } of kept.files)
    if (!inspected.has(id)) complain('half', `nobody is to inspect file ${id} of tip ${tip}`);
  for (const { kind, subject, state } of kept.outbox) {
    const tip = kind === 'tip mail' || kind === 'erase traces' ? records.get(Number(subject))?.tip : null;
    if (tip === undefined) complain('half', `${kind} for tip ${subject}, which is not there`);
    else if (kind === 'tip mail' && tip?.forgotten_at != null && state !== 'done' && state !== 'dropped')
      complain('half', `a mail for forgotten tip ${subject} is ${state}`);
  }
}
