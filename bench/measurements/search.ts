import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { runOn } from '../../tests/support/postgres.ts';
import { latencies } from '../load.ts';
import { type MadeSettings, madeOnPostgres, madeOnSqlite } from '../made/made-desks.ts';
import { LOOKING, MADE_PASSWORD } from '../made/people.ts';
import { PLANTED } from '../made/words.ts';
import type { Pause, Pauses } from '../pauses.ts';
import { quantile, type Row } from '../report/row.ts';
import { type Running, startDesk } from '../servers.ts';
import { signIn } from '../transfers.ts';
import { textTip } from './intake.ts';

const ROUNDS = 3;
const TIMES = 20;
/** Milliseconds: of 95 answers in a hundred, and of a tip that is sent meanwhile; and in which nothing else is done. */
const [LONGEST, LONGEST_PAUSE] = [100, 60];
/** Searches that are asked at the same time, while tips are sent. */
const SEARCHERS = 4;
const TIPS = 40;

const week = new Date(Date.now() - 7 * 24 * 60 * 60_000).toISOString().slice(0, 10);

const QUESTIONS: Readonly<Record<string, string>> = {
  'a common word': `q=${PLANTED.common}`,
  'a rare word': `q=${PLANTED.rare}`,
  'a word that is nowhere': 'q=뷁쉙',
  'one syllable': 'q=불',
  'two words': `q=${PLANTED.common} 연기`,
  'a word without another': `q=${PLANTED.common} -연기`,
  'a phrase': 'q="연기가 나"',
  initials: 'q=ㅎㅈ',
  'a telephone number': 'q=01012345678',
  'a common word, closed': `q=${PLANTED.common}&state=closed`,
  'a common word, of a topic': `q=${PLANTED.common}&topic=weather`,
  'a common word, until a week ago': `q=${PLANTED.common}&to=${week}`,
  'a rare word, unread': `q=${PLANTED.rare}&unread=on`,
};

type Engine = 'SQLite' | 'PostgreSQL';
type Desk = Running & { cookie: string; pauses: string };

/** What a search takes at 1,000,000 tips, and what it has others wait. The tips that are sent meanwhile stay. */
export async function measureSearch(): Promise<Row[]> {
  await using made = new AsyncDisposableStack();
  const postgres = await madeOnPostgres();
  made.defer(postgres.stop);
  const rows: Row[] = [];
  for (const [engine, settings] of [
    ['SQLite', await madeOnSqlite('many')],
    ['PostgreSQL', await postgres.settings('many')],
  ] as const) {
    const desk = await start(settings);
    try {
      const sizes = await untilIndexed(settings);
      for (const [what, query] of Object.entries(QUESTIONS)) rows.push(await ask(engine, desk, what, query));
      rows.push(...(await measureWaits(engine, desk)), bytesATip(engine, sizes));
    } finally {
      await desk.stop();
      await rm(desk.pauses, { force: true });
    }
  }
  return rows;
}

async function start(settings: MadeSettings): Promise<Desk> {
  const pauses = join(settings.DATA_DIR, 'pauses.json');
  const watched = {
    NODE_OPTIONS: `--import ${new URL('../pauses.ts', import.meta.url).href}`,
    BENCH_PAUSES: pauses,
  };
  const running = await startDesk({ folder: settings.DATA_DIR, settings: { ...settings, ...watched } });
  return { ...running, cookie: await signIn(running.origin, LOOKING.admin, MADE_PASSWORD), pauses };
}

const sizes = z.object({ waiting: z.coerce.number(), tips: z.coerce.number(), bytes: z.coerce.number() });
type Sizes = z.infer<typeof sizes>;

const SIZES = `select (select count(*) from search_due) + (select count(*) from search_building) as waiting,
  (select coalesce(sum(tips), 0) from search_runs where level < 2) as tips,
  (select coalesce(sum(length(sealed)), 0) from search_bins) as bytes`;
/** Fewer stay out of the index until ten minutes are over. */
const FEW = 256;
/** Looked at so often, in milliseconds; the bins' sizes are read for it. */
const LOOK_EVERY = 15_000;

/** The first time a million tips are put into the index, by the desk itself: that takes half an hour. */
async function untilIndexed(settings: MadeSettings): Promise<Sizes> {
  for (;;) {
    const found = sizes.parse(await readSizes(settings));
    const all = found.tips + found.waiting;
    if (found.tips > 0 && found.waiting < FEW && all >= (await countTips(settings)) - FEW) return found;
    await wait(LOOK_EVERY);
  }
}

async function oneOf(settings: MadeSettings, statement: string): Promise<unknown> {
  const url = settings['DATABASE_URL'];
  if (url !== undefined) return (await runOn(url, statement))[0];
  const database = new DatabaseSync(join(settings.DATA_DIR, 'jebo.db'), { readOnly: true });
  try {
    return database.prepare(statement).get();
  } finally {
    database.close();
  }
}

const readSizes = (settings: MadeSettings) => oneOf(settings, SIZES);

const countTips = async (settings: MadeSettings) =>
  z
    .object({ count: z.coerce.number() })
    .parse(await oneOf(settings, 'select count(*) as count from tips where forgotten_at is null')).count;

const addressOf = (query: string) => `/admin?view=all&${new URLSearchParams(query)}`;

async function ask(engine: Engine, { origin, cookie }: Desk, what: string, query: string): Promise<Row> {
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    ours.push(quantile(await latencies(`${origin}${addressOf(query)}`, { cookie }, TIMES), 0.95));
  return atMost(`search on ${engine} with 1,000,000 tips: ${what} (p95)`, LONGEST, ours);
}

const atMost = (what: string, value: number, ours: number[]): Row => ({
  ...{ what, unit: 'ms', ours, against: null, target: { is: 'at most', value } },
});

/** Several search without a break while tips are sent one after another. */
async function measureWaits(engine: Engine, desk: Desk): Promise<Row[]> {
  await readPauses(desk);
  const sending = new AbortController();
  const searchers = Array.from({ length: SEARCHERS }, async (_, i) => {
    const queries = Object.values(QUESTIONS);
    for (let at = i; !sending.signal.aborted; at++)
      await latencies(
        `${desk.origin}${addressOf(queries[at % queries.length] ?? '')}`,
        { cookie: desk.cookie },
        1,
      );
  });
  const sent = await sendTips(desk).finally(() => sending.abort());
  await Promise.all(searchers);
  const { longest, busiest } = await readPauses(desk);
  const told = ({ wall, processor, queued }: Pause) =>
    `${Math.round(wall)} ms in all, ${Math.round(queued)} of them while others had the processor, ${Math.round(processor)} at work`;
  return [
    atMost(`a tip that is sent while ${SEARCHERS} search, on ${engine} (p95)`, LONGEST, [
      quantile(sent, 0.95),
    ]),
    atMost(`the longest work in one go while ${SEARCHERS} search, on ${engine}`, LONGEST_PAUSE, [
      busiest.processor,
    ]),
    atMost(`the longest pause meanwhile, on ${engine} (${told(longest)})`, LONGEST_PAUSE, [
      longest.wall - longest.queued,
    ]),
  ];
}

async function sendTips({ origin }: Desk): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < TIPS; i++) {
    const begun = performance.now();
    const { path, method, headers = {}, body } = textTip;
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers,
      body: String(body),
      redirect: 'manual',
    });
    await answer.arrayBuffer();
    if (answer.status >= 400) throw new Error(`a tip was answered ${answer.status}`);
    taken.push(performance.now() - begun);
  }
  return taken;
}

const pause = z.object({ wall: z.number(), processor: z.number(), queued: z.number() });
const written = z.object({ longest: pause, busiest: pause });

/** Since it was asked before. */
async function readPauses({ pid, pauses }: Desk): Promise<Pauses> {
  await rm(pauses, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    const text = await readFile(pauses, 'utf8').catch(() => '');
    if (text !== '') return written.parse(JSON.parse(text));
    await wait(10);
  }
}

const bytesATip = (engine: Engine, { bytes, tips }: Sizes): Row => ({
  ...{ what: `the search's index on ${engine}, of a tip`, unit: 'bytes', ours: [bytes / tips] },
  ...{ against: null, target: null },
});
