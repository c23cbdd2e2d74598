import { receiptHash } from '../../../src/tips/intake/receipt.ts';
import { isAcknowledged, type Ledger, numberOf, type SentTip } from '../ledger.ts';
import type { Observed, TipRecord } from './observed.ts';

/** Every tip that was taken is there once, and says exactly what was sent. */
export function checkTips({ records }: Observed, ledger: Ledger, receiptKey: Buffer): void {
  const found = Map.groupBy([...records.values()], ({ sent }) => sent);
  for (const { tip } of found.get(undefined) ?? []) ledger.complain('half', `tip ${tip.number} is nobody's`);
  for (const sent of ledger.tips) {
    const own = found.get(sent) ?? [];
    if (own.length > 1) ledger.complain('twice', `${sent.mark} is tips ${numbersOf(own)}`);
    if (isAcknowledged(sent)) checkAcknowledged(sent, own, ledger, receiptKey);
    for (const record of own) checkContent(record, sent, ledger);
  }
}

const numbersOf = (records: readonly TipRecord[]) => records.map(({ tip }) => tip.number).join(', ');

function checkAcknowledged(
  sent: SentTip,
  own: readonly TipRecord[],
  { complain }: Ledger,
  receiptKey: Buffer,
) {
  const number = numberOf(sent);
  const name = `${sent.mark} (${number ?? 'its number was not heard'})`;
  const record = own[0];
  if (record === undefined) return complain('lost', `tip ${name}`);
  if (number !== null && record.tip.number !== number)
    complain('lost', `tip ${name} is now ${record.tip.number}`);
  for (const { receipt } of sent.answers) {
    if (receipt !== null && receiptHash(receiptKey, receipt) !== record.tip.receipt_hash)
      complain('lost', `receipt ${receipt} does not lead to tip ${name}`);
  }
  if (sent.forgetting?.is === 'acknowledged' && record.tip.forgotten_at === null)
    complain('lost', `tip ${name} was forgotten, and is there`);
}

/** Whoever reads it finds all of it or, once it is forgotten, nothing. */
function checkContent(record: TipRecord, sent: SentTip, { complain }: Ledger): void {
  const { tip } = record;
  if (tip.forgotten_at !== null) {
    if (sent.forgetting === null) complain('lost', `tip ${tip.number} is forgotten, and nobody asked for it`);
    for (const left of leftOf(record)) complain('half', `forgotten tip ${tip.number} still has ${left}`);
    return;
  }
  const differs = (what: string, kept: unknown, was: unknown) => {
    if (JSON.stringify(kept) !== JSON.stringify(was))
      complain('half', `tip ${tip.number} (${sent.mark}): ${what} is ${JSON.stringify(kept)?.slice(0, 300)}`);
  };
  const { message, title, place, name } = sent.said;
  const contacts = record.contacts.map(({ way, typed, may_reply }) => [way, typed, may_reply === 1]);
  const files = record.files.map(file => [file.position, file.name, file.size, file.sha256]);
  differs(
    'its text',
    record.messages.map(({ body }) => body),
    [message],
  );
  differs('what was said', [tip.title, tip.place, tip.name], [title, place, name]);
  differs(
    'its contacts',
    contacts.toSorted(),
    sent.contacts.map(({ way, typed, mayReply }) => [way, typed, mayReply]).toSorted(),
  );
  differs(
    'its files',
    files,
    sent.files.map((file, position) => [position, file.name, file.size, file.sha256]),
  );
}

function leftOf({ tip, ...rest }: TipRecord): string[] {
  const content = ['headline', 'title', 'place', 'happened_typed', 'article', 'name'] as const;
  return [
    ...content.filter(column => tip[column] !== null),
    ...(['messages', 'contacts', 'files', 'notes'] as const).filter(table => rest[table].length > 0),
  ];
}
