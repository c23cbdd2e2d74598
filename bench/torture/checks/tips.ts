import { receiptHash } from '../../../src/tips/receipt.ts';
import { isAcknowledged, type Ledger, numberOf, type SentTip } from '../ledger.ts';
import type { Folder, Seen } from './seen.ts';

/** Every tip that was taken is there once, and says exactly what was sent. */
export function checkTips({ folders }: Seen, ledger: Ledger, receiptKey: Buffer): void {
  const found = Map.groupBy([...folders.values()], ({ sent }) => sent);
  for (const { tip } of found.get(undefined) ?? []) ledger.complain('half', `tip ${tip.number} is nobody's`);
  for (const sent of ledger.tips) {
    const own = found.get(sent) ?? [];
    if (own.length > 1) ledger.complain('twice', `${sent.mark} is tips ${numbersOf(own)}`);
    if (isAcknowledged(sent)) checkAcknowledged(sent, own, ledger, receiptKey);
    for (const folder of own) checkContent(folder, sent, ledger);
  }
}

const numbersOf = (folders: readonly Folder[]) => folders.map(({ tip }) => tip.number).join(', ');

function checkAcknowledged(sent: SentTip, own: readonly Folder[], { complain }: Ledger, receiptKey: Buffer) {
  const number = numberOf(sent);
  const name = `${sent.mark} (${number ?? 'its number was not heard'})`;
  const folder = own[0];
  if (folder === undefined) return complain('lost', `tip ${name}`);
  if (number !== null && folder.tip.number !== number)
    complain('lost', `tip ${name} is now ${folder.tip.number}`);
  for (const { receipt } of sent.answers) {
    if (receipt !== null && receiptHash(receiptKey, receipt) !== folder.tip.receipt_hash)
      complain('lost', `receipt ${receipt} does not lead to tip ${name}`);
  }
  if (sent.forgetting?.is === 'acknowledged' && folder.tip.forgotten_at === null)
    complain('lost', `tip ${name} was forgotten, and is there`);
}

/** Whoever reads it finds all of it or, once it is forgotten, nothing. */
function checkContent(folder: Folder, sent: SentTip, { complain }: Ledger): void {
  const { tip } = folder;
  if (tip.forgotten_at !== null) {
    if (sent.forgetting === null) complain('lost', `tip ${tip.number} is forgotten, and nobody asked for it`);
    for (const left of leftOf(folder)) complain('half', `forgotten tip ${tip.number} still has ${left}`);
    return;
  }
  const differs = (what: string, kept: unknown, was: unknown) => {
    if (JSON.stringify(kept) !== JSON.stringify(was))
      complain('half', `tip ${tip.number} (${sent.mark}): ${what} is ${JSON.stringify(kept)?.slice(0, 300)}`);
  };
  const { message, title, place, name } = sent.said;
  const contacts = folder.contacts.map(({ way, typed, may_reply }) => [way, typed, may_reply === 1]);
  const files = folder.files.map(file => [file.position, file.name, file.size, file.sha256]);
  differs(
    'its text',
    folder.messages.map(({ body }) => body),
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

function leftOf({ tip, ...rest }: Folder): string[] {
  const content = ['headline', 'title', 'place', 'happened_typed', 'article', 'name'] as const;
  return [
    ...content.filter(column => tip[column] !== null),
    ...(['messages', 'contacts', 'files', 'notes'] as const).filter(table => rest[table].length > 0),
  ];
}
