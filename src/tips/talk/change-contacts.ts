import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { PLAIN_PAGES, writeFact } from '../../db/desk-facts.ts';
import { findTipSeal } from '../../db/tip-keys.ts';
import { removeKeptMails } from '../../files/kept-mails.ts';
import { noteEvent } from '../history/events.ts';
import { contactRow } from '../intake/rows.ts';
import { noteTextChanged } from '../search-due.ts';
import type { Age, Contact, ReplyWay } from '../tip.ts';
import { oweErasing } from './erase-contacts.ts';
import { changeHeld, holdTalk } from './hold-talk.ts';
import { writeName } from './write-name.ts';

/** Who sent a tip, and how they may be reached from now on. None of it: they are anonymous again. */
export type ReaderContacts = {
  name: string | null;
  contacts: readonly Contact<ReplyWay>[];
  consentContact: boolean;
  age14: Age | null;
};

export const ANONYMOUS: ReaderContacts = { name: null, contacts: [], consentContact: false, age14: null };

/**
 * In place of all that was known before, of which nothing stays. `evenClosed`: as of `holdTalk`.
 * @throws {Refusal} as `holdTalk`.
 */
export async function changeContacts(
  context: Pick<Context, 'database' | 'masters' | 'clock' | 'settings'>,
  number: number,
  reader: ReaderContacts,
  { evenClosed = false } = {},
): Promise<void> {
  const event = await context.database.write(async trx => {
    const now = context.clock();
    await holdTalk(trx, number, { evenClosed });
    await writeContacts(trx, context, number, reader);
    await changeHeld(trx, number, {
      consent_contact: reader.consentContact ? 1 : 0,
      ...(reader.age14 !== null && { age_14: reader.age14 }),
    });
    const told = { tip: number, kind: 'contacts changed' as const, by: null, at: now, subject: null };
    const noted = await noteEvent(trx, told);
    await oweErasing(trx, noted, now);
    return noted;
  });
  // Where mails are kept, they would say it still.
  await removeKeptMails(context.settings.dataDir, number, event);
}

/** Of a tip that is held. */
export async function writeContacts(
  trx: Write,
  { masters, clock }: Pick<Context, 'masters' | 'clock'>,
  number: number,
  { name, contacts }: ReaderContacts,
): Promise<void> {
  await writeName(trx, masters, number, name);
  await trx.deleteFrom('contacts').where('tip', '=', number).execute();
  const tipSeal = await findTipSeal(trx, number);
  // Rows that stood in plain leave older pages of the database's files behind.
  if (tipSeal === null) await writeFact(trx, PLAIN_PAGES, String(clock()));
  const rows = contacts.map(contact => contactRow({ masters, tipSeal }, number, contact));
  if (rows.length > 0) await trx.insertInto('contacts').values(rows).execute();
  await noteTextChanged(trx, number);
}
