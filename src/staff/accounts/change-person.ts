import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import type { Lang } from '../../i18n/lang.ts';
import { authorize, type Viewer } from '../access.ts';
import type { Role } from '../roles.ts';
import { raiseForRole, setRole } from './change-role.ts';
import { holdPeople } from './hold-people.ts';
import { faultOfName, holdPerson, type Person, type PersonChange, readPerson, tidyName } from './person.ts';

type PeopleContext = Pick<Context, 'database' | 'clock'>;

/** `lang`: null where their browser is to choose. */
type Called = { name: string; lang: Lang | null };

/** `role`: null leaves it as it is, as where this version does not know it. */
export type PersonFields = Called & { role: Role | null };

/**
 * What somebody is called, their language and their role, all of it or nothing.
 * @throws {Refusal} as `holdPerson` and `setRole`; `person-stale` where they have left; with `faults` where the name is wrong.
 */
export async function changePerson(
  { database, clock }: PeopleContext,
  viewer: Viewer,
  change: PersonChange,
  { role, ...called }: PersonFields,
): Promise<number> {
  const at = clock();
  authorize(viewer, 'manage people');
  if (role !== null) await raiseForRole(database, role);
  await database.write(async trx => {
    const person = await holdPerson(trx, viewer, change);
    if (person.isEnded) throw new Refusal({ code: 'person-stale' });
    await setCalled(trx, person, { ...called, by: viewer.staffId, at });
    if (role !== null)
      await setRole(trx, person.id, { role, by: viewer.staffId, isLastLeft: false, now: at });
  });
  return change.version + 1;
}

/** One's own. @throws {Refusal} with `faults` where the name is wrong. */
export async function changeOwn(
  { database, clock }: PeopleContext,
  { staffId }: Viewer,
  called: Called,
): Promise<void> {
  const at = clock();
  await database.write(async trx => {
    await holdPeople(trx);
    const person = await readPerson(trx, staffId);
    if (person.isEnded) throw new Refusal({ code: 'not-allowed' });
    await setCalled(trx, person, { ...called, by: staffId, at });
    await trx
      .updateTable('staff')
      .set({ version: person.version + 1 })
      .where('id', '=', staffId)
      .execute();
  });
}

/** In the history it stands that they are called otherwise, not how: a name can be taken back, the history cannot. */
async function setCalled(
  trx: Write,
  person: Person,
  { name: typed, lang, by, at }: Called & { by: string; at: number },
): Promise<void> {
  const name = tidyName(typed);
  const faults = faultOfName(name);
  const [fault] = Object.values(faults);
  if (fault !== undefined) throw new Refusal(fault, { faults });
  await trx.updateTable('staff').set({ name, lang }).where('id', '=', person.id).execute();
  const told = { by, subject: person.id, at };
  if (name !== person.name) await noteDeskEvent(trx, { kind: 'renamed', ...told });
  if (lang !== person.lang) await noteDeskEvent(trx, { kind: 'language changed', ...told, detail: lang });
}
