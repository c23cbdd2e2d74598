import { VIEWS } from '../../src/tips/list/views.ts';
import { latencies } from '../load.ts';
import { type MadePostgres, madeOnPostgres, madeOnSqlite, type Size } from '../made/made-desks.ts';
import { LOOKING, type Looking, MADE_PASSWORD, RARE_TOPIC, TAGS } from '../made/people.ts';
import { untilIdle } from '../proc.ts';
import { median, quantile, type Row, ratioOf } from '../report/row.ts';
import { type Running, startDesk } from '../servers.ts';
import { signIn } from '../transfers.ts';

const ROUNDS = 3;
const TIMES = 30;
/** Milliseconds, of 95 in a hundred. */
const LONGEST = 50;

/** A list that somebody looks at. */
type Look = { what: string; by: Looking; query: string };

const DAY = 24 * 60 * 60_000;
const lately = new Date(Date.now() - 2 * DAY).toISOString().slice(0, 10);
const asTag = (name: string) => `view=all&tag=${encodeURIComponent(name)}`;

const LOOKS: readonly Look[] = [
  ...VIEWS.map((view): Look => ({ what: view, by: 'admin', query: `view=${view}` })),
  { what: 'all, of a topic', by: 'admin', query: 'view=all&topic=incidents' },
  { what: 'all, of a rare topic', by: 'admin', query: `view=all&topic=${RARE_TOPIC}` },
  { what: 'all, with photos or films', by: 'admin', query: 'view=all&has=media' },
  { what: 'new and unread', by: 'admin', query: 'view=new&unread=on' },
  { what: 'all, of a day', by: 'admin', query: `view=all&from=${lately}&to=${lately}` },
  { what: 'all, with a common tag', by: 'admin', query: asTag(TAGS.common) },
  { what: 'all, with a rare tag', by: 'admin', query: asTag(TAGS.rare) },
  { what: 'new, for an editor', by: 'editor', query: 'view=new' },
  { what: 'all, for an editor', by: 'editor', query: 'view=all' },
  { what: 'new, for a reporter', by: 'reporter', query: 'view=new' },
  { what: 'all, for a reporter', by: 'reporter', query: 'view=all' },
  { what: 'all, for a reporter of a rare topic', by: 'stringer', query: 'view=all' },
];

const DESKS = ['SQLite few', 'SQLite many', 'PostgreSQL few', 'PostgreSQL many'] as const;
type DeskName = (typeof DESKS)[number];
type Engine = 'SQLite' | 'PostgreSQL';

/** With all who look signed in. */
type Desk = Running & { cookies: ReadonlyMap<Looking, string> };
/** What each answer took, in milliseconds, round by round. */
type Taken = Readonly<Record<DeskName, number[][]>>;
type Found = { look: Look; taken: Taken };

/** What staff see at 10,000 and at 1,000,000 tips, on both engines. The desks are made once, and kept for the next run. */
export async function measureList(): Promise<Row[]> {
  await using made = new AsyncDisposableStack();
  const postgres = await madeOnPostgres();
  made.defer(postgres.stop);
  const desks = new Map<DeskName, Desk>();
  for (const name of DESKS) {
    const settings = await settingsOf(name, postgres);
    const running = await startDesk({ folder: settings.DATA_DIR, settings });
    made.defer(running.stop);
    desks.set(name, await signedIn(running));
  }
  for (const { pid } of desks.values()) await untilIdle(pid);
  const found: Found[] = [];
  for (const look of LOOKS) found.push({ look, taken: await measureLook(look, desks) });
  return [
    ...found.flatMap(one => [growth('SQLite', one), growth('PostgreSQL', one)]),
    slowest('SQLite', found),
    slowest('PostgreSQL', found),
    farthestApart(found),
  ];
}

function settingsOf(name: DeskName, postgres: MadePostgres) {
  const size: Size = name.endsWith('few') ? 'few' : 'many';
  return name.startsWith('SQLite') ? madeOnSqlite(size) : postgres.settings(size);
}

async function signedIn(running: Running): Promise<Desk> {
  const cookies = new Map<Looking, string>();
  for (const by of ['admin', 'editor', 'reporter', 'stringer'] as const)
    cookies.set(by, await signIn(running.origin, LOOKING[by], MADE_PASSWORD));
  return { ...running, cookies };
}

/** The desks take turns, so that what else the machine does meets all alike. */
async function measureLook({ by, query }: Look, desks: ReadonlyMap<DeskName, Desk>): Promise<Taken> {
  const taken: Taken = { 'SQLite few': [], 'SQLite many': [], 'PostgreSQL few': [], 'PostgreSQL many': [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, { origin, cookies }] of desks) {
      const headers = { cookie: cookies.get(by) ?? '' };
      taken[name].push(await latencies(`${origin}/admin?${query}`, headers, TIMES));
    }
  return taken;
}

const growth = (engine: Engine, { look, taken }: Found): Row => ({
  what: `list on ${engine} with 1,000,000 tips: ${look.what} (p50)`,
  unit: 'ms',
  ours: taken[`${engine} many`].map(median),
  against: { name: 'with 10,000', values: taken[`${engine} few`].map(median) },
  target: { is: 'at most', value: 1.5 },
});

/** Of all that were looked at, the one whose slowest answers were the slowest. */
function slowest(engine: Engine, found: readonly Found[]): Row {
  const rows = found.map(({ look, taken }): Row => {
    const ours = taken[`${engine} many`].map(answers => quantile(answers, 0.95));
    const what = `list on ${engine} with 1,000,000 tips, the slowest: ${look.what} (p95)`;
    return { what, unit: 'ms', ours, against: null, target: { is: 'at most', value: LONGEST } };
  });
  return worstOf(rows);
}

/** Of all that were looked at, the one in which the engines differ most. */
const farthestApart = (found: readonly Found[]): Row =>
  worstOf(
    found.map(({ look, taken }) => ({
      what: `list on PostgreSQL with 1,000,000 tips, the slowest beside SQLite: ${look.what} (p50)`,
      unit: 'ms',
      ours: taken['PostgreSQL many'].map(median),
      against: { name: 'on SQLite', values: taken['SQLite many'].map(median) },
      target: { is: 'at most', value: 1.5 },
    })),
  );

function worstOf(rows: readonly Row[]): Row {
  const [worst] = rows.toSorted((one, other) => ratioOf(other) - ratioOf(one));
  if (worst === undefined) throw new Error('nothing was measured');
  return worst;
}
