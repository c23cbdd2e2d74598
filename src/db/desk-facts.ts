import type { Database, Query, Write } from './database.ts';

/** Tells the desk's secret key from any other; while it is changed, the next one. */
export const KEY_FINGERPRINT = 'key fingerprint';
/** In the Message-ID of each of its mails. */
export const MAIL_MARK = 'mail mark';
/** Older versions may not serve; by `versions/`. The processes tell each other under this name that it has changed. */
export const LEAST_VERSION = 'least version';
/** Where the desk that was started last on this database is reached. */
export const PUBLIC_URL = 'public url';

/** Every event up to this id is chained. */
export const HISTORY_CHAINED_TO = 'history chained to';
/** Held by whoever changes who may do what. */
export const PEOPLE = 'people';
/** Held by whoever says of a tip that it repeats another. */
export const DUPLICATES = 'duplicates';
/** What admins have chosen on the settings page; the processes tell each other under this name that it has changed. */
export const SETTINGS = 'settings';

/** The newsroom's own texts for what is often answered, in their order. */
export const READY_ANSWERS = 'ready answers';

/** Since when a second factor is required of all staff, in milliseconds; it is there while one is. */
export const FACTOR_REQUIRED_SINCE = 'second factor required since';

/** Since what an older version wrote was sealed, the database's files have not been rewritten: older pages may hold it in plain. */
export const PLAIN_PAGES = 'plain pages';

/** When keys of the search's index were deleted last: milliseconds since 1970, UTC. */
export const KEYS_DROPPED = 'search keys dropped';

/** Up to this day, `YYYY-MM-DD` in its time zone, all were told by mail what they are to look at again. */
export const REMINDED_TO = 'reminded to';

/** What the desk knows under this name: the value given now if it is the first, else the one it kept. */
export async function keepFact(database: Database, name: string, value: string): Promise<string> {
  await database.write(trx =>
    trx
      .insertInto('desk_facts')
      .values({ name, value })
      .onConflict(conflict => conflict.doNothing())
      .execute(),
  );
  const kept = await readFact(database.query, name);
  if (kept === null) throw new Error(`the desk does not know its ${name}`);
  return kept;
}

/** The value given now takes the place of any other. */
export const setFact = (database: Database, name: string, value: string): Promise<void> =>
  database.write(trx => writeFact(trx, name, value));

export async function writeFact(trx: Write, name: string, value: string): Promise<void> {
  await trx
    .insertInto('desk_facts')
    .values({ name, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** Until the transaction ends nobody else holds it. */
export async function holdFact(trx: Write, name: string): Promise<void> {
  await trx
    .insertInto('desk_facts')
    .values({ name, value: '' })
    .onConflict(conflict =>
      conflict.column('name').doUpdateSet(({ ref }) => ({ value: ref('desk_facts.value') })),
    )
    .execute();
}

export async function dropFact(trx: Write, name: string): Promise<void> {
  await trx.deleteFrom('desk_facts').where('name', '=', name).execute();
}

/** Unless it has changed meanwhile. */
export async function dropFactIf(trx: Write, name: string, value: string): Promise<void> {
  await trx.deleteFrom('desk_facts').where('name', '=', name).where('value', '=', value).execute();
}

/** Unless it is another than the one seen: then it answers false. `before`: null where there was none. */
export async function replaceFact(
  trx: Write,
  name: string,
  { before, after }: { before: string | null; after: string },
): Promise<boolean> {
  if (before === null) {
    const row = { name, value: after };
    const added = await trx
      .insertInto('desk_facts')
      .values(row)
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst();
    return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const changed = await trx
    .updateTable('desk_facts')
    .set({ value: after })
    .where('name', '=', name)
    .where('value', '=', before)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

export async function readFact(query: Query | Write, name: string): Promise<string | null> {
  const facts = query.selectFrom('desk_facts').select('value').where('name', '=', name);
  return (await facts.executeTakeFirst())?.value ?? null;
}

/** The desk was made under another secret key, or has been given another. */
export class WrongKey extends Error {
  override name = 'WrongKey';

  constructor() {
    super(
      'This database opens with another SECRET_KEY than this one. Start with that key, or with its secret.key in DATA_DIR; where the key was changed (key rotate), with the new one.',
    );
  }
}

/**
 * With another key no receipt would find its tip, and every promise made under the old one would be broken unseen.
 * @throws {WrongKey}
 */
export async function refuseAnotherKey(database: Database, fingerprint: string): Promise<void> {
  const kept = await keepFact(database, KEY_FINGERPRINT, fingerprint);
  if (kept !== fingerprint) throw new WrongKey();
}
