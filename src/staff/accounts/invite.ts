import type { Context } from '../../context.ts';
import { type Faults, Refusal } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import type { Lang } from '../../i18n/lang.ts';
import { wakeJobs } from '../../jobs/enqueue.ts';
import { authorize, type Viewer } from '../access.ts';
import type { Role } from '../roles.ts';
import { addStaff, findAccount, isEmail } from './accounts.ts';
import { raiseForRole } from './change-role.ts';
import { holdPeopleFor } from './hold-people.ts';
import { sendInvitation } from './invitations.ts';
import { faultOfName, holdPerson, type PersonChange, personStale, tidyName } from './person.ts';
import { bringBack } from './setup-links.ts';

type InvitingContext = Pick<Context, 'database' | 'settings' | 'keys' | 'clock'>;

/** `role`: null where none was chosen. `lang`: null where their browser is to choose. */
export type NewPerson = { email: string; name: string; role: Role | null; lang: Lang | null };

/** `token`: of the link, where no mail brings it. */
export type Invited = { id: string; email: string; token: string | null };

/**
 * Makes an account without a password, and sends its owner the link that sets one.
 * @throws {Refusal} `not-allowed`; `too-many-invitations`; else with `faults`.
 */
export async function invite(
  context: InvitingContext,
  viewer: Viewer,
  { email, name, role, lang }: NewPerson,
): Promise<Invited> {
  const now = context.clock();
  authorize(viewer, 'manage people');
  if (role !== null) await raiseForRole(context.database, role);
  const invited = await context.database.write(async trx => {
    await holdPeopleFor(trx, viewer);
    const known = await findAccount(trx, email);
    const faults = { ...faultsOf({ email, name, role, lang }), ...(known !== null && knownFault(email)) };
    const [fault] = Object.values(faults);
    if (fault !== undefined || role === null)
      throw new Refusal(fault ?? { code: 'role-missing' }, { faults });
    const account = await addStaff(trx, { email, passwordHash: null, role, now });
    const called = { name: tidyName(name), lang };
    await trx.updateTable('staff').set(called).where('id', '=', account.id).execute();
    const told = { by: viewer.staffId, subject: account.id, detail: role, at: now };
    await noteDeskEvent(trx, { kind: 'invited', ...told });
    const token = await sendInvitation(trx, context, { ...account, by: viewer.staffId, now });
    return { id: account.id, email: account.email, token };
  });
  wakeJobs(context.database);
  return invited;
}

/** What no mail server and no list of recipients would take for one address. */
const NOT_ONE_ADDRESS = /[,;:<>()[\]"\\\p{C}]/u;

const faultsOf = ({ email, name, role }: NewPerson): Faults => ({
  ...((!isEmail(email) || NOT_ONE_ADDRESS.test(email.trim())) && { email: { code: 'no-email' } }),
  ...faultOfName(tidyName(name)),
  ...(role === null && { role: { code: 'role-missing' } }),
});

const knownFault = (email: string): Faults => ({ email: { code: 'person-known', email: email.trim() } });

/**
 * Another link to who has no password; the one of before ends.
 * @throws {Refusal} as `holdPerson`; `person-stale` where they have a password by now; `too-many-invitations`.
 */
export async function inviteAgain(
  context: InvitingContext,
  viewer: Viewer,
  change: PersonChange,
): Promise<Invited> {
  const now = context.clock();
  const invited = await context.database.write(async trx => {
    const person = await holdPerson(trx, viewer, change);
    if (person.isEnded || person.hasPassword) throw personStale();
    const told = { by: viewer.staffId, subject: person.id, at: now };
    await noteDeskEvent(trx, { kind: 'invited again', ...told });
    const token = await sendInvitation(trx, context, { ...person, by: viewer.staffId, now });
    return { id: person.id, email: person.email, token };
  });
  wakeJobs(context.database);
  return invited;
}

/**
 * Who has left comes again, with the rights of before, and is sent a link: the password of before has ended.
 * @throws {Refusal} as `holdPerson`; `person-stale` where they have not left; `too-many-invitations`.
 */
export async function inviteBack(
  context: InvitingContext,
  viewer: Viewer,
  change: PersonChange,
): Promise<Invited> {
  const now = context.clock();
  const invited = await context.database.write(async trx => {
    const person = await holdPerson(trx, viewer, change);
    if (!person.isEnded) throw personStale();
    await bringBack(trx, person.id);
    const told = { by: viewer.staffId, subject: person.id, at: now };
    await noteDeskEvent(trx, { kind: 'brought back', ...told });
    const token = await sendInvitation(trx, context, { ...person, by: viewer.staffId, now });
    return { id: person.id, email: person.email, token };
  });
  wakeJobs(context.database);
  return invited;
}
