import type { Context } from '../../context.ts';
import { tipSealOf } from '../../db/tip-keys.ts';
import { type FileFacts, factsIfOpened } from '../../files/sealed/file-seal.ts';
import { sealOfTip } from '../../files/sealed/stored-as.ts';
import { readInspection, readScan } from '../../media/inspection.ts';
import { maskResidentNumbers } from '../../resident-number.ts';
import { readWord } from '../../unknown.ts';
import { type Head, NO_HEAD, readContent, readHead } from '../content.ts';
import { eachText } from '../fields.ts';
import { readHappened } from '../intake/happened-at.ts';
import { readAge, readPermission, readRecord, type TipRecord, tipRecords } from '../rows.ts';
import { type KeptContact, type KeptFile, REPLY_WAYS, type Tip } from '../tip.ts';
import type { Telling } from './telling.ts';

type TipContext = Pick<Context, 'masters'> & {
  database: Pick<Context['database'], 'query'>;
  settings: { newsroom: Pick<Context['settings']['newsroom'], 'timeZone'> };
};

/**
 * A tip with all that belongs to it; null when there is none with this number. Nobody's view is noted. Pages, mails and
 * exports are made of this, so resident registration numbers are masked in all that people wrote unless `tell` says otherwise,
 * and in name and contacts unless `tellContacts` does.
 */
export async function loadTip(
  context: TipContext,
  number: number,
  tell: Telling = maskResidentNumbers,
  tellContacts: Telling = tell,
): Promise<Tip | null> {
  const { query } = context.database;
  const row = await tipRecords(query).where('number', '=', number).executeTakeFirst();
  if (row === undefined) return null;
  if (row.forgotten_at !== null) return { ...readRecord(row), kept: false, forgottenAt: row.forgotten_at };
  const contacts = await loadContacts(context, number, tellContacts);
  const { fromReader: files, fromStaff: sentFiles } = await loadFiles(context, number, tell);
  const opened = readHead(context.masters, row);
  const head = opened ?? NO_HEAD;
  return {
    ...readRecord(row),
    kept: true,
    headline: opened === null ? null : tell(head.headline ?? ''),
    ...eachText(field => tellIfAny(head[field], field === 'name' ? tellContacts : tell)),
    message: tellIfAny(await loadMessage(context, number), tell),
    happened: happenedOf(row, head, context.settings.newsroom.timeZone, tell),
    article: tellIfAny(head.article, tell),
    contacts,
    consentContact: readContactConsent(row, head, contacts),
    permission: readPermission(row, files.length),
    age14: readAge(row),
    ...{ files, sentFiles },
  };
}

/** Asked with a name or a contact alone. */
function readContactConsent(
  { consent_contact }: TipRecord,
  { name }: Head,
  contacts: readonly KeptContact[],
) {
  const isAsked = name !== null || contacts.length > 0;
  return consent_contact === 1 || (isAsked ? false : null);
}

const tellIfAny = (text: string | null, tell: Telling) => (text === null ? null : tell(text));

/** Only a moment is kept: a day alone is read of the words again, for a moment of it would tell a time that nobody said. */
function happenedOf({ received_at: now, lang }: TipRecord, head: Head, timeZone: string, tell: Telling) {
  const { happened_typed: typed, happened_at: at } = head;
  if (typed === null) return null;
  const day = readHappened(typed, { timeZone, now, lang })?.day ?? null;
  // An older version kept the beginning of such a day.
  return { typed: tell(typed), at: day === null ? at : null, day };
}

type ContentContext = Pick<Context, 'masters'> & { database: Pick<Context['database'], 'query'> };

/** Null where it does not open, or is not there: each tip came with one. */
async function loadMessage({ database, masters }: ContentContext, tip: number): Promise<string | null> {
  const first = await database.query
    .selectFrom('messages')
    .leftJoin('tip_keys', 'tip_keys.tip', 'messages.tip')
    .select(['id', 'body', 'call', 'sealed', 'master', 'salt'])
    .where('messages.tip', '=', tip)
    .where('direction', '=', 'in')
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) {
    masters.onUnopened?.(`first message of ${tip}`);
    return null;
  }
  return readContent(masters, 'messages', { tip, row: first.id }, first)?.body ?? null;
}

async function loadContacts(
  { database, masters }: ContentContext,
  tip: number,
  tell: Telling,
): Promise<KeptContact[]> {
  const rows = await database.query
    .selectFrom('contacts')
    .leftJoin('tip_keys', 'tip_keys.tip', 'contacts.tip')
    .selectAll('contacts')
    .select(['master', 'salt'])
    .where('contacts.tip', '=', tip)
    .execute();
  return rows
    .map(row => {
      const { typed = null, parsed = null } =
        readContent(masters, 'contacts', { tip, row: row.id }, row) ?? {};
      return {
        way: readWord(REPLY_WAYS, row.way),
        // An address stays whole: an answer would go elsewhere.
        typed: row.way === 'email' ? typed : tellIfAny(typed, tell),
        parsed,
        mayReply: row.may_reply === 1,
      };
    })
    .sort((a, b) => placeOf(a) - placeOf(b));
}

/** Ways in the form's order, behind them those that are not known. */
const placeOf = ({ way }: KeptContact) =>
  typeof way === 'string' ? REPLY_WAYS.indexOf(way) : REPLY_WAYS.length;

/** A tip's files, in the order in which they were sent, with what was found out about each since. */
export async function loadFiles(
  { database: { query }, masters }: ContentContext,
  tip: number,
  tell: Telling,
): Promise<{ fromReader: KeptFile[]; fromStaff: KeptFile[] }> {
  // Before the tip's key: what is sealed just now opens by it.
  const ofTip = query.selectFrom('files').select('id').where('tip', '=', tip);
  const inspections = await query.selectFrom('inspections').selectAll().where('file', 'in', ofTip).execute();
  const scans = await query.selectFrom('scans').selectAll().where('file', 'in', ofTip).execute();
  const rows = await query
    .selectFrom('files')
    .leftJoin('tip_keys', 'tip_keys.tip', 'files.tip')
    .leftJoin('messages', 'messages.id', 'files.message')
    .selectAll('files')
    .select(['tip_keys.master', 'tip_keys.salt', 'messages.direction'])
    .where('files.tip', '=', tip)
    .orderBy('position')
    .execute();
  const read = (row: (typeof rows)[number]): KeptFile => {
    const tipSeal = tipSealOf(row);
    const { id, size } = row;
    const seal = sealOfTip(row, tipSeal);
    const { name, ...facts } = factsIfOpened(masters, row, seal) ?? NO_FACTS;
    const subject = { masters, tipSeal, tip, file: id };
    return {
      ...{ id, size, seal, name: tell(name), ...facts, disturbing: row.disturbing === 1 },
      inspection: readInspection(
        inspections.find(({ file }) => file === id),
        subject,
      ),
      scan: readScan(
        scans.find(({ file }) => file === id),
        subject,
      ),
    };
  };
  const [fromStaff, fromReader] = [
    rows.filter(({ direction }) => direction === 'out').map(read),
    rows.filter(({ direction }) => direction !== 'out').map(read),
  ];
  return { fromReader, fromStaff };
}

const NO_FACTS: FileFacts = { name: '', claimedType: '', sha256: '', crc32: null };
