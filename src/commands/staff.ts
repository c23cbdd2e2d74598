import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { PUBLIC_URL, readFact } from '../db/desk-facts.ts';
import { exactTime } from '../i18n/dates.ts';
import { staffPaths } from '../paths.ts';
import { changeRole } from '../staff/accounts/change-role.ts';
import { type ListedAccount, listAccounts } from '../staff/accounts/list-accounts.ts';
import { linkForNewStaff, linkForReset } from '../staff/accounts/setup-links.ts';
import { ROLES, type Role } from '../staff/roles.ts';
import { resetSecondFactor } from '../staff/second-factor/change-factors.ts';
import { deactivateByShell } from '../tips/work/people/deactivate.ts';
import { rawWord } from '../unknown.ts';
import { type Command, parseNone, parseOne, refuseWords, WrongUsage } from './command.ts';
import { onDesk } from './on-desk.ts';

/** `staff add EMAIL [--role ROLE]`. */
export const addStaff: Command = async args => {
  const { word, values } = parseOne(args, { role: { type: 'string' } });
  const role = values.role === undefined ? undefined : readRoleWord(values.role);
  return withLink(word, (database, email, now) => linkForNewStaff(database, email, now, role));
};

/** `staff role EMAIL ROLE`. */
export const changeStaffRole: Command = async args => {
  const [email, word, ...options] = args;
  if (email === undefined || word === undefined)
    throw new WrongUsage('Something is missing behind the command.');
  const values = parseNone(options, { 'no-admin-left': { type: 'boolean' } });
  const role = readRoleWord(word);
  const isLastLeft = values['no-admin-left'] === true;
  const changed = await onDesk(({ database }) =>
    changeRole(database, { email, role, by: null, isLastLeft, now: Date.now() }),
  );
  return { lines: [`${changed.email} is ${role} from now on.`] };
};

function readRoleWord(word: string): Role {
  const role = ROLES.find(one => one === word);
  if (role === undefined)
    throw new WrongUsage(`There is no such role: ${word}. It is one of: ${ROLES.join(', ')}`);
  return role;
}

/** `staff reset EMAIL`, or with `--second-factor`: that alone, and the password stays. */
export const resetStaff: Command = async args => {
  const { word, values } = parseOne(args, { 'second-factor': { type: 'boolean' } });
  if (values['second-factor'] === true) return resetFactorOf(word);
  const { lines } = await withLink(word, linkForReset);
  return {
    lines: [
      'The old password has ended, with all sessions, tokens and earlier links.',
      ...lines,
      // By a passkey of theirs a thief would be in again as soon as another password is set.
      `A second factor stays. Where somebody else may have set one up, end it too: npm run jebo -- staff reset --second-factor ${word}`,
    ],
  };
};

async function resetFactorOf(word: string) {
  const { email } = await onDesk(({ database }) =>
    resetSecondFactor(database, { email: word, by: null, now: Date.now() }),
  );
  return {
    lines: [`${email} signs in by the password alone from now on. All their sessions have ended.`],
  };
}

/** `staff end EMAIL`. */
export const endStaff: Command = async args => {
  const { word, values } = parseOne(args, {
    unassign: { type: 'boolean' },
    'no-admin-left': { type: 'boolean' },
  });
  const asked = { unassigns: values.unassign === true, isLastLeft: values['no-admin-left'] === true };
  const { email, isLast, tips } = await onDesk(({ database }) =>
    deactivateByShell(database, { email: word, ...asked, now: Date.now() }),
  );
  const again = `npm run jebo -- staff add ${email}`;
  return {
    lines: [
      `The account of ${email} has ended, with all its sessions and links. What they wrote keeps their name; it is brought back by: ${again}`,
      ...(tips > 0 ? [`Tips that are assigned to nobody now: ${tips}.`] : []),
      ...(isLast
        ? [
            'Nobody can sign in now. To make an account: npm run jebo -- staff add EMAIL; the next start of the desk prints a link for one, too.',
          ]
        : []),
    ],
  };
};

/** `staff list`. */
export const listStaff: Command = async args => {
  refuseWords(args);
  const { accounts, timeZone } = await onDesk(async ({ config, database }) => ({
    accounts: await listAccounts(database.query, Date.now()),
    timeZone: config.newsroom.timeZone,
  }));
  if (accounts.length === 0)
    return { lines: ['Nobody has an account. To make one: npm run jebo -- staff add EMAIL'] };
  const rows = accounts.map(account => [account.email, rawWord(account.role), ...toldOf(account, timeZone)]);
  return { lines: inColumns([['E-mail', 'Role', 'Last sign-in', 'Sessions'], ...rows]) };
};

/** When somebody signed in last, or why they cannot; and how many sessions they have. */
function toldOf(account: ListedAccount, timeZone: string): string[] {
  const time = (instant: number) => exactTime(instant, 'en', timeZone);
  if (account.endedAt !== null) return [`ended ${time(account.endedAt)}`, '-'];
  const last = account.signedInAt === null ? 'not known' : time(account.signedInAt);
  if (account.hasPassword) return [last, String(account.sessions)];
  const link =
    account.linkUntil === null ? 'its link has ended' : `its link is good until ${time(account.linkUntil)}`;
  return [`no password yet; ${link}`, '-'];
}

function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

type MakeLink = (database: Database, email: string, now: number) => Promise<string>;

const withLink = (email: string, makeLink: MakeLink) =>
  onDesk(async ({ config, database }) => {
    const token = await makeLink(database, email, Date.now());
    const started = await readFact(database.query, PUBLIC_URL);
    const address = config.isPublicUrlSet ? config.publicUrl : (started ?? config.publicUrl);
    return {
      lines: [
        `Good for a day, once: ${address}${staffPaths.setup(token)}`,
        ...(started === null ? [notStarted(config)] : []),
      ],
    };
  });

/** The desk that runs may be another one, with other data, where this link means nothing. */
const notStarted = ({ database, dataDir }: Config): string =>
  `No desk has been started yet on ${database.engine === 'sqlite' ? `the data in ${dataDir}` : 'this database'}: the link works once one is. If yours runs already, give this command the same settings.`;
