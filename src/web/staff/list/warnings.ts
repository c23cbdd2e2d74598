import type { MailState } from '../../../../views/staff/list/list-notices.tsx';
import type { Database } from '../../../db/database.ts';
import { readSetAside, readStuck } from '../../../jobs/status.ts';
import { readReason } from '../../../mail/smtp/smtp-reason.ts';
import { may, type Viewer } from '../../../staff/access.ts';
import type { DeskWarning, StaffContext } from '../context.ts';

const MAILS = [
  'tip mail',
  'test mail',
  'retention notice',
  'daily mail',
  'colleague mail',
  'reminder mail',
  'reader mail',
  'answer mail',
] as const;

/** How the mail does; for a viewer who may not see that, as if it were well. */
export async function readMailState(
  { jobs, database }: StaffContext,
  viewer: Viewer,
): Promise<Omit<MailState, 'keptAsFiles'>> {
  if (!may(viewer, 'see warnings')) return { waiting: null, setAside: null };
  const { waiting, since, lastError, setAside } = await jobs.health(MAILS);
  return {
    waiting: waiting === 0 ? null : { count: waiting, since, trouble: troubleIn(lastError) },
    setAside: setAside === 0 ? null : { count: setAside, ...(await readStopped(database)) },
  };
}

/** One more than the list names. */
const MOST = 21;

async function readStopped(database: Database) {
  const [tips, tests, answers] = await Promise.all([
    readSetAside(database, 'tip mail', MOST),
    readSetAside(database, 'test mail', 1),
    readSetAside(database, 'answer mail', MOST),
  ]);
  const [last] = [tips, tests, answers].toSorted((a, b) => (b.newest?.at ?? 0) - (a.newest?.at ?? 0));
  return {
    tests: tests.newest !== null,
    tips: tips.subjects.map(Number),
    answers: await tipsOf(database, answers.subjects.map(Number)),
    trouble: troubleIn(last?.newest?.last_error),
    isToReader: last === answers,
  };
}

/** The tips of these events, each once. */
async function tipsOf({ query }: Database, events: readonly number[]): Promise<number[]> {
  if (events.length === 0) return [];
  const rows = await query.selectFrom('events').select('tip').distinct().where('id', 'in', events).execute();
  return rows.flatMap(({ tip }) => tip ?? []);
}

const troubleIn = (reason: string | null | undefined) => (reason == null ? null : readReason(reason));

/** What is amiss now, for the list. */
export async function readWarnings(
  { warnings, database, files, clock }: Pick<StaffContext, 'warnings' | 'database' | 'files' | 'clock'>,
  viewer: Viewer,
): Promise<DeskWarning[]> {
  if (!may(viewer, 'see warnings')) return [];
  const [space, stuck] = await Promise.all([
    // A disk that cannot be asked takes no files either; the list must still open.
    files.space().catch(() => 0),
    readStuck(database, ['scan file', 'inspect file'], clock()),
  ]);
  return [
    ...warnings(),
    ...database.troubles().map(trouble => `database ${trouble}` as const),
    ...(space <= 0 ? (['disk'] as const) : []),
    ...(stuck.includes('scan file') ? (['scanner'] as const) : []),
    ...(stuck.includes('inspect file') ? (['sandbox'] as const) : []),
  ];
}
