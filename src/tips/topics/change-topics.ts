import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { raiseLeastVersion } from '../../db/versions/least-version.ts';
import { notFound, Refusal } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import { changesOf } from './before-after.ts';
import { faultsOfSlug, faulty, refuseFaults } from './faults.ts';
import { TOPICS_CHANGED } from './offered-topics.ts';
import { loadTeam, replaceTeam } from './team.ts';
import { readTopic, type Topic, type TopicFields } from './topic.ts';

/** An older version beside this one would mail the content of a confidential topic's tips, and names and contacts of others. */
const HEEDED_FROM = '0.5.0';

type TopicContext = Pick<Context, 'database' | 'clock' | 'settings'>;

/**
 * From now on readers may choose it, and staff sort by it. Where no place is given it comes last.
 * @throws {Refusal} when the viewer may not manage topics; with faults by field when something in it is wrong.
 */
export async function addTopic(
  { database, clock, settings }: TopicContext,
  viewer: Viewer,
  slug: string,
  fields: TopicFields,
): Promise<void> {
  authorize(viewer, 'manage topics');
  await refuseFaults(database.query, settings.retention, fields, faultsOfSlug(slug));
  await raiseFor(database, fields);
  const at = clock();
  await database.write(async trx => {
    const position = fields.position ?? (await lastPosition(trx)) + 1;
    const row = { slug, version: 1, position, ...columnsOf(fields), ended_at: fields.isEnded ? at : null };
    const added = await trx
      .insertInto('topics')
      .values(row)
      .onConflict(conflict => conflict.column('slug').doNothing())
      .returning('slug')
      .executeTakeFirst();
    if (added === undefined) throw faulty({ slug: { code: 'slug-taken' } });
    await replaceTeam(trx, slug, fields.team);
    await noteDeskEvent(trx, { kind: 'topic made', by: viewer.staffId, at, subject: slug });
  });
  database.publish(TOPICS_CHANGED);
}

async function lastPosition(trx: Write): Promise<number> {
  const { last } = await trx
    .selectFrom('topics')
    .select(({ fn }) => fn.max<number | null>('position').as('last'))
    .executeTakeFirstOrThrow();
  return last ?? -1;
}

type SeenTopic = Pick<Topic, 'slug' | 'version'>;

/**
 * Gives its new version. What readers sent stays with it. The history tells what was before and what is now.
 * @throws {Refusal} as `addTopic`; when there is no such topic; when it is no longer as the viewer saw it.
 */
export async function changeTopic(
  { database, clock, settings }: TopicContext,
  viewer: Viewer,
  { slug, version }: SeenTopic,
  fields: TopicFields,
): Promise<number> {
  authorize(viewer, 'manage topics');
  await refuseFaults(database.query, settings.retention, fields);
  await raiseFor(database, fields);
  const at = clock();
  await database.write(async trx => {
    const before = await hold(trx, { slug, version });
    const position = fields.position ?? before.position;
    const ended_at = fields.isEnded ? (before.ended_at ?? at) : null;
    await trx
      .updateTable('topics')
      .set({ version: version + 1, position, ...columnsOf(fields), ended_at })
      .where('slug', '=', slug)
      .execute();
    const was = { ...readTopic(before), team: await loadTeam(trx, slug) };
    await replaceTeam(trx, slug, fields.team);
    for (const detail of changesOf(was, { ...fields, position }))
      await noteDeskEvent(trx, { kind: 'topic changed', by: viewer.staffId, at, subject: slug, detail });
  });
  database.publish(TOPICS_CHANGED);
  return version + 1;
}

/** Its row as it was seen; until the transaction ends it is nobody else's. @throws {Refusal} */
async function hold(trx: Write, { slug, version }: SeenTopic) {
  const row = await trx
    .updateTable('topics')
    .set({ version })
    .where('slug', '=', slug)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) return row;
  const there = await trx.selectFrom('topics').select('slug').where('slug', '=', slug).executeTakeFirst();
  throw there === undefined ? notFound() : new Refusal({ code: 'topic-stale' });
}

/**
 * Changes places with the one before it, or behind; at the end of the list nothing is changed. What else stands in it is left as
 * it is, so that its version stays.
 * @throws {Refusal} when the viewer may not manage topics; when there is no such topic.
 */
export async function moveTopic(
  { database, clock }: TopicContext,
  viewer: Viewer,
  slug: string,
  way: 'up' | 'down',
): Promise<void> {
  authorize(viewer, 'manage topics');
  await database.write(async trx => {
    const slugs = await holdOrder(trx);
    const from = slugs.indexOf(slug);
    if (from < 0) throw notFound();
    const to = way === 'up' ? from - 1 : from + 1;
    const other = slugs[to];
    if (other === undefined) return;
    const order = slugs.with(to, slug).with(from, other);
    for (const [position, each] of order.entries())
      await trx.updateTable('topics').set({ position }).where('slug', '=', each).execute();
    const detail = `order: ${from + 1} → ${to + 1}`;
    await noteDeskEvent(trx, {
      ...{ kind: 'topic changed', by: viewer.staffId, at: clock() },
      ...{ subject: slug, detail },
    });
  });
  database.publish(TOPICS_CHANGED);
}

/** All of them in their order, which nobody else changes until the transaction ends. */
async function holdOrder(trx: Write): Promise<string[]> {
  await trx
    .updateTable('topics')
    .set(({ ref }) => ({ version: ref('version') }))
    .where('slug', '=', ({ selectFrom }) =>
      selectFrom('topics').select(({ fn }) => fn.min('slug').as('first')),
    )
    .execute();
  const rows = await trx.selectFrom('topics').select('slug').orderBy('position').orderBy('slug').execute();
  return rows.map(({ slug }) => slug);
}

/** Before anything stands that an older version would not heed. */
async function raiseFor(database: Context['database'], fields: TopicFields): Promise<void> {
  if (fields.isConfidential || fields.hidesContacts) await raiseLeastVersion(database, HEEDED_FROM);
}

const columnsOf = ({ name, hint, inbox, isConfidential, hidesContacts, retention }: TopicFields) => ({
  ...{ name_ko: name.ko, name_en: name.en, hint_ko: hint.ko, hint_en: hint.en },
  inbox: inbox.join(','),
  confidential: isConfidential ? (1 as const) : (0 as const),
  // Who may not see a tip may not see its contacts, and a notice carries none.
  hides_contacts: hidesContacts || isConfidential ? (1 as const) : (0 as const),
  retention_unused: retention.unused,
  retention_used: retention.used,
  retention_open: retention.open,
});
