import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import type { Query, Write } from '../../db/database.ts';
import { raiseLeastVersion } from '../../db/versions/least-version.ts';
import { type Faults, notFound, Refusal } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import { isEmail, tidyEmail } from '../../staff/accounts/accounts.ts';
import { isBlank, isLongerThan, TEXT_LIMIT } from '../text.ts';
import { TOPICS_CHANGED } from './offered-topics.ts';
import type { Topic } from './topic.ts';

/** An older version beside this one would mail the content of a confidential topic's tips, and names and contacts of others. */
const HEEDED_FROM = '0.5.0';

/** In addresses, in mails' headers and in scripts. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const SLUG_LIMIT = 40;

/** What an admin says of a topic; `team`: e-mails of staff. */
export type TopicFields = Omit<Topic, 'slug' | 'version'> & { team: readonly string[] };

type TopicContext = Pick<Context, 'database' | 'clock'>;

/**
 * From now on readers may choose it, and staff sort by it.
 * @throws {Refusal} when the viewer may not manage topics; with faults by field when something in it is wrong.
 */
export async function addTopic(
  { database, clock }: TopicContext,
  viewer: Viewer,
  slug: string,
  fields: TopicFields,
): Promise<void> {
  authorize(viewer, 'manage topics');
  await refuseFaults(database.query, fields, faultsOfSlug(slug));
  await raiseFor(database, fields);
  await database.write(async trx => {
    const row = { slug, version: 1, ...columnsOf(fields) };
    const added = await trx
      .insertInto('topics')
      .values(row)
      .onConflict(conflict => conflict.column('slug').doNothing())
      .returning('slug')
      .executeTakeFirst();
    if (added === undefined) throw faulty({ slug: { code: 'slug-taken' } });
    await replaceTeam(trx, slug, fields.team);
    await noteDeskEvent(trx, { kind: 'topic made', by: viewer.staffId, at: clock(), subject: slug });
  });
  database.publish(TOPICS_CHANGED);
}

/**
 * Gives its new version. What readers sent stays with it.
 * @throws {Refusal} as `addTopic`; when there is no such topic; when it is no longer as the viewer saw it.
 */
export async function changeTopic(
  { database, clock }: TopicContext,
  viewer: Viewer,
  { slug, version }: Pick<Topic, 'slug' | 'version'>,
  fields: TopicFields,
): Promise<number> {
  authorize(viewer, 'manage topics');
  await refuseFaults(database.query, fields);
  await raiseFor(database, fields);
  await database.write(async trx => {
    const changed = await trx
      .updateTable('topics')
      .set({ version: version + 1, ...columnsOf(fields) })
      .where('slug', '=', slug)
      .where('version', '=', version)
      .returning('slug')
      .executeTakeFirst();
    if (changed === undefined) throw await whyUnchanged(trx, slug);
    await replaceTeam(trx, slug, fields.team);
    await noteDeskEvent(trx, { kind: 'topic changed', by: viewer.staffId, at: clock(), subject: slug });
  });
  database.publish(TOPICS_CHANGED);
  return version + 1;
}

async function whyUnchanged(trx: Write, slug: string): Promise<Refusal> {
  const there = await trx.selectFrom('topics').select('slug').where('slug', '=', slug).executeTakeFirst();
  return there === undefined ? notFound() : new Refusal({ code: 'topic-stale' });
}

/** Before anything stands that an older version would not heed. */
async function raiseFor(database: Context['database'], fields: TopicFields): Promise<void> {
  if (fields.isConfidential || fields.hidesContacts) await raiseLeastVersion(database, HEEDED_FROM);
}

const columnsOf = ({ position, name, hint, inbox, isConfidential, hidesContacts }: TopicFields) => ({
  ...{ position, name_ko: name.ko, name_en: name.en, hint_ko: hint.ko, hint_en: hint.en },
  inbox: inbox.join(','),
  confidential: isConfidential ? (1 as const) : (0 as const),
  // Who may not see a tip may not see its contacts, and a notice carries none.
  hides_contacts: hidesContacts || isConfidential ? (1 as const) : (0 as const),
});

async function replaceTeam(trx: Write, topic: string, team: readonly string[]): Promise<void> {
  await trx.deleteFrom('topic_members').where('topic', '=', topic).execute();
  const members = await accountsOf(trx, team);
  if (members.length === 0) return;
  await trx
    .insertInto('topic_members')
    .values(members.map(({ id }) => ({ id: randomId(), topic, staff_id: id })))
    .execute();
}

const accountsOf = async (query: Query | Write, emails: readonly string[]) =>
  emails.length === 0
    ? []
    : query
        .selectFrom('staff')
        .select(['id', 'email'])
        .where('email', 'in', emails.map(tidyEmail))
        .where('ended_at', 'is', null)
        .execute();

async function refuseFaults(query: Query, fields: TopicFields, more: Faults = {}): Promise<void> {
  const faults = { ...more, ...faultsOf(fields), ...(await faultsOfTeam(query, fields.team)) };
  if (Object.keys(faults).length > 0) throw faulty(faults);
}

const faulty = (faults: Faults) => new Refusal({ code: 'fields-wrong' }, { faults });

function faultsOf({ name, hint, inbox }: TopicFields): Faults {
  const texts = { name_ko: name.ko, name_en: name.en, hint_ko: hint.ko, hint_en: hint.en };
  const long = Object.entries(texts).filter(([, text]) => isLongerThan(text, TEXT_LIMIT));
  const wrong = inbox.find(address => !isEmail(address) || address.includes(','));
  return {
    ...(isBlank(name.ko) && { name_ko: { code: 'name-missing' } }),
    ...(isBlank(name.en) && { name_en: { code: 'name-missing' } }),
    ...Object.fromEntries(long.map(([field]) => [field, { code: 'line-too-long', limit: TEXT_LIMIT }])),
    ...(wrong !== undefined && { inbox: { code: 'address-wrong', address: wrong } }),
  };
}

const faultsOfSlug = (slug: string): Faults =>
  SLUG.test(slug) && slug.length <= SLUG_LIMIT ? {} : { slug: { code: 'slug-wrong' } };

async function faultsOfTeam(query: Query, team: readonly string[]): Promise<Faults> {
  const known = new Set((await accountsOf(query, team)).map(({ email }) => email));
  const stranger = team.find(email => !known.has(tidyEmail(email)));
  return stranger === undefined ? {} : { team: { code: 'not-staff', email: stranger } };
}
