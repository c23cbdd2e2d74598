import type { Context } from '../../context.ts';
import type { Database, Write } from '../../db/database.ts';
import { raiseLeastVersion } from '../../db/versions/least-version.ts';
import { notFound, Refusal } from '../../errors.ts';
import type { DeskEventKind } from '../../history/kinds.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import type { Viewer } from '../access.ts';
import { type Account, accountOf, findAccount } from '../accounts/accounts.ts';
import { holdAccount } from '../accounts/hold-account.ts';
import { holdPeopleFor } from '../accounts/hold-people.ts';
import { endSessionsOf } from '../sessions/end-sessions.ts';
import { holdSession } from '../sessions/hold-session.ts';
import { hasFactor } from './factors.ts';
import { type NewPasskey, putPasskey } from './passkey-answers.ts';
import { dropRecoveryCodes, makeRecoveryCodes } from './recovery-codes.ts';
import { stepOfCode } from './totp.ts';
import { putTotp } from './totp-rows.ts';

/** Older versions ask for no second factor: beside one of them the password alone would open the account. */
const HEEDED_FROM = '0.5.0';

type Parts = Pick<Context, 'database' | 'masters' | 'keys'>;

/** `session`: the one that asks, and goes on. Where it has ended meanwhile, all of these throw `not-allowed`. */
type Owner = { staffId: string; session: string; now: number };

/** The account's first factor comes with recovery codes, and ends its other sessions: they had shown a password alone. */
export type Added = { codes: readonly string[] | null };

/** As the history calls them. */
type FactorName = 'app' | 'passkey';

/**
 * From now on the app's codes are asked for; the app of before makes none that count.
 * @throws {Refusal} `code-wrong` where the code is none of this secret: nothing has been changed.
 */
export async function addTotp(
  { database, masters, keys }: Parts,
  { secret, code, ...owner }: Owner & { secret: Buffer; code: string | null },
): Promise<Added> {
  const step = code === null ? null : await stepOfCode(secret, code, owner.now);
  if (step === null) throw new Refusal({ code: 'code-wrong' });
  return addFactor({ database, keys }, owner, 'app', trx =>
    putTotp(trx, masters, { ...owner, secret, step }),
  );
}

async function addFactor(
  { database, keys }: Pick<Parts, 'database' | 'keys'>,
  { staffId, session, now }: Owner,
  name: FactorName,
  put: (trx: Write) => Promise<void>,
): Promise<Added> {
  await raiseLeastVersion(database, HEEDED_FROM);
  return database.write(async trx => {
    await holdSession(trx, { staffId, session });
    const isFirst = !(await hasFactor(trx, staffId));
    await put(trx);
    await noteOwn(trx, 'second factor added', { staffId, now, detail: name });
    if (!isFirst) return { codes: null };
    await endSessionsOf(trx, staffId, session);
    return { codes: await makeRecoveryCodes(trx, keys.recoveryCode, { staffId, now }) };
  });
}

/** @throws {Refusal} `not-found` where there is none. */
export const removeTotp = (database: Database, owner: Owner): Promise<void> =>
  removeFactor(database, owner, 'app', async trx => {
    const dropped = trx.deleteFrom('totp').where('staff_id', '=', owner.staffId).returning('staff_id');
    return (await dropped.executeTakeFirst()) !== undefined;
  });

/**
 * One that the browser has made, by whose answer alone its owner may sign in from now on.
 * @throws {Refusal} `passkey-wrong` where it was sent before.
 */
export const addPasskey = (
  parts: Pick<Parts, 'database' | 'keys'>,
  { passkey, name, ...owner }: Owner & { passkey: NewPasskey; name: string },
): Promise<Added> =>
  addFactor(parts, owner, 'passkey', async trx => {
    const { staffId, now } = owner;
    if (!(await putPasskey(trx, passkey, { staffId, name, now })))
      throw new Refusal({ code: 'passkey-wrong' });
  });

/** @throws {Refusal} `not-found` where it is none of theirs. */
export const removePasskey = (database: Database, { id, ...owner }: Owner & { id: string }): Promise<void> =>
  removeFactor(database, owner, 'passkey', async trx => {
    const dropped = trx
      .deleteFrom('passkeys')
      .where('id', '=', id)
      .where('staff_id', '=', owner.staffId)
      .returning('id');
    return (await dropped.executeTakeFirst()) !== undefined;
  });

/** With the last one its recovery codes go: they would open nothing. */
async function removeFactor(
  database: Database,
  { staffId, session, now }: Owner,
  name: FactorName,
  drop: (trx: Write) => Promise<boolean>,
): Promise<void> {
  await database.write(async trx => {
    await holdSession(trx, { staffId, session });
    if (!(await drop(trx))) throw notFound();
    await noteOwn(trx, 'second factor removed', { staffId, now, detail: name });
    if (!(await hasFactor(trx, staffId))) await dropRecoveryCodes(trx, staffId);
  });
}

/** Ten others; those of before are void. @throws {Refusal} `not-found` where there is no factor to recover. */
export const remakeRecoveryCodes = (
  { database, keys }: Pick<Parts, 'database' | 'keys'>,
  { staffId, session, now }: Owner,
): Promise<string[]> =>
  database.write(async trx => {
    await holdSession(trx, { staffId, session });
    if (!(await hasFactor(trx, staffId))) throw notFound();
    return makeRecoveryCodes(trx, keys.recoveryCode, { staffId, now });
  });

type Reset = { by: string | null; now: number };

/**
 * For whoever has lost the phone and the codes: all their factors go, and all sessions end; the password stays. `by`: the id of
 * who does it, null from the shell.
 * @throws {Refusal} `not-staff`; `no-second-factor`.
 */
export async function resetSecondFactor(
  database: Database,
  { email, by, now }: Reset & { email: string },
): Promise<{ email: string }> {
  return database.write(async trx => {
    const account = await findAccount(trx, email);
    if (account === null || account.endedAt !== null) throw new Refusal({ code: 'not-staff', email });
    await resetOf(trx, account, { by, now });
    return { email: account.email };
  });
}

/** Of a colleague, by an admin. @throws {Refusal} `not-allowed`; `not-found`; `no-second-factor`. */
export async function resetFactorOfColleague(
  database: Database,
  viewer: Viewer,
  { staffId, now }: { staffId: string; now: number },
): Promise<void> {
  await database.write(async trx => {
    // As they are by now: their role may have been lowered since they asked.
    await holdPeopleFor(trx, viewer);
    const account = await accountOf(trx, staffId);
    if (account === null || account.endedAt !== null) throw notFound();
    await resetOf(trx, account, { by: viewer.staffId, now });
  });
}

async function resetOf(trx: Write, { id, email }: Account, { by, now }: Reset): Promise<void> {
  // As `holdSession` holds it, so that no factor is added meanwhile.
  if (!(await holdAccount(trx, id))) throw notFound();
  if (!(await hasFactor(trx, id))) throw new Refusal({ code: 'no-second-factor', email });
  await dropFactors(trx, id);
  await endSessionsOf(trx, id);
  await noteDeskEvent(trx, { kind: 'second factor reset', by, subject: id, at: now });
}

async function dropFactors(trx: Write, staffId: string): Promise<void> {
  await trx.deleteFrom('totp').where('staff_id', '=', staffId).execute();
  await trx.deleteFrom('passkeys').where('staff_id', '=', staffId).execute();
  await dropRecoveryCodes(trx, staffId);
}

type Own = { staffId: string; now: number; detail: FactorName };

const noteOwn = (trx: Write, kind: DeskEventKind, { staffId, now, detail }: Own) =>
  noteDeskEvent(trx, { kind, by: staffId, subject: staffId, at: now, detail });
