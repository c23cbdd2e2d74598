import type { Query, Write } from '../../db/database.ts';
import { type Faults, notFound, Refusal } from '../../errors.ts';
import { type Lang, readLang } from '../../i18n/lang.ts';
import type { OrUnknown } from '../../unknown.ts';
import type { Viewer } from '../access.ts';
import { type Role, readRole } from '../roles.ts';
import { holdPeopleFor } from './hold-people.ts';

/** Letters that a name may have. */
export const NAME_LIMIT = 100;

/** An account as those who manage people know it. `version`: 1 before the first change. */
export type Person = {
  id: string;
  email: string;
  name: string | null;
  lang: Lang | null;
  role: OrUnknown<Role>;
  hasPassword: boolean;
  hasSignedIn: boolean;
  isEnded: boolean;
  version: number;
};

/** A change carries the version it saw, so that a stale one is told and not applied. */
export type PersonChange = { id: string; version: number };

/** @throws {Refusal} `not-found`. */
export async function readPerson(query: Query | Write, id: string): Promise<Person> {
  const row = await query.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  return {
    ...{ id: row.id, email: row.email, name: row.name, role: readRole(row.role) },
    lang: readLang(row.lang),
    hasPassword: row.password_hash !== null,
    hasSignedIn: row.signed_in_at !== null,
    isEnded: row.ended_at !== null,
    version: row.version ?? 1,
  };
}

/**
 * Until the transaction ends nobody else changes this person. Their version grows.
 * @throws {Refusal} `not-allowed`; `not-found`; `person-stale` when they are no longer as the viewer saw them.
 */
export async function holdPerson(trx: Write, viewer: Viewer, { id, version }: PersonChange): Promise<Person> {
  await holdPeopleFor(trx, viewer);
  // Links before the account, as whoever sets a password goes by them.
  await trx
    .updateTable('setup_links')
    .set(({ ref }) => ({ ended: ref('ended') }))
    .where('staff_id', '=', id)
    .execute();
  const person = await readPerson(trx, id);
  if (person.version !== version) throw personStale();
  await trx
    .updateTable('staff')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute();
  return person;
}

export const personStale = () => new Refusal({ code: 'person-stale' });

/** Line ends and other control characters, and what turns the direction of what stands beside it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** As it is kept; null where it is empty. */
export const tidyName = (typed: string): string | null =>
  typed.normalize('NFC').replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim() || null;

/** An address would be taken for another's who has no name. */
export const faultOfName = (name: string | null): Faults =>
  name !== null && ([...name].length > NAME_LIMIT || name.normalize('NFKC').includes('@'))
    ? { name: { code: 'person-name-wrong', limit: NAME_LIMIT } }
    : {};
