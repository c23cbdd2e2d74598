import { z } from 'zod';
import { databaseUrl, runOn } from '../../tests/support/postgres.ts';
import { type Load, measure, medianLatency } from '../load.ts';
import { cpuOf } from '../proc.ts';
import { inTurn, type Row } from '../report/row.ts';
import { account, type Running, startBareTips, startDesk } from '../servers.ts';
import { pidOf, postgresStore } from '../torture/stores/postgres.ts';
import { signIn } from '../transfers.ts';
import { textTip } from './intake.ts';

const ROUNDS = 3;
const SECONDS = 3;
const CLIENTS = 50;
const READERS_OF_LISTS = 8;

/** What the other engine costs, and what one more process brings: each desk with a database of its own on one server. */
export async function measurePostgres(): Promise<Row[]> {
  await using made = new AsyncDisposableStack();
  const store = await postgresStore();
  made.defer(() => store.close(null));
  const server = String(store.settings['DATABASE_URL']);
  const settingsOn = async (name: string, workers: number) => {
    await runOn(server, `create database ${name}`);
    return {
      DATABASE_URL: databaseUrl(server, name),
      SECRET_KEY: Buffer.alloc(32, 'bench').toString('base64'),
      WORKERS: String(workers),
    };
  };
  const desk = async (workers: number) =>
    startDesk({ settings: await settingsOn(`bench_${workers}`, workers) });
  const started = async (starting: Promise<Running>) => {
    const running = await starting;
    made.defer(running.stop);
    return running;
  };
  const sqlite = await started(startDesk());
  const one = await started(desk(1));
  const two = await started(desk(2));
  const bare = await started(startBareTips(textTip, await settingsOn('bench_bare', 1)));
  return [
    ...(await compareIntake({ sqlite, one, two, bare })),
    ...(await compareProcessor(server, one)),
    ...(await compareLists({ sqlite, one, two })),
  ];
}

type Desks = Readonly<Record<'sqlite' | 'one' | 'two', Running>>;

async function compareIntake({ sqlite, one, two, bare }: Desks & { bare: Running }): Promise<Row[]> {
  const rate = (desk: Running) => () => rateOf(desk, textTip, CLIENTS);
  const tip = (on: string) => `durable text tip on PostgreSQL, ${on}, ${CLIENTS} clients`;
  return [
    atLeast(1, row(tip('1 process'), 'a second', 'on SQLite', await inTurn(ROUNDS, rate(one), rate(sqlite)))),
    row(tip('1 process'), 'a second', 'the same rows, bare', await inTurn(ROUNDS, rate(one), rate(bare))),
    row(tip('2 processes'), 'a second', '1 process', await inTurn(ROUNDS, rate(two), rate(one))),
  ];
}

type Found = { ours: number[]; other: number[] };

const row = (what: string, unit: Row['unit'], name: string, { ours, other }: Found): Row => ({
  what,
  unit,
  ours,
  against: { name, values: other },
  target: null,
});

const atLeast = (value: number, of: Row): Row => ({ ...of, target: { is: 'at least', value } });

const rateOf = async ({ origin }: Running, load: Load, clients: number) =>
  (await measure(origin, load, clients, SECONDS)).perSecond;

/** What a tip takes of the processor, here and there. */
async function compareProcessor(server: string, desk: Running): Promise<Row[]> {
  const [ours, theirs] = [desk.pid, await postmasterOf(server)];
  const before = [await cpuOf(ours), await cpuOf(theirs)] as const;
  const tips = (await rateOf(desk, textTip, CLIENTS)) * SECONDS;
  const of = async (whose: string, pid: number, used: number): Promise<Row> => ({
    what: `processor for a text tip on PostgreSQL: ${whose}`,
    unit: 'µs',
    against: null,
    target: null,
    ours: [(((await cpuOf(pid)) - used) / tips) * 1e6],
  });
  return [await of('ours', ours, before[0]), await of('the database’s', theirs, before[1])];
}

async function postmasterOf(server: string): Promise<number> {
  const [told] = z
    .tuple([z.object({ data_directory: z.string() })])
    .parse(await runOn(server, 'show data_directory'));
  return pidOf(told.data_directory);
}

async function compareLists({ sqlite, one, two }: Desks): Promise<Row[]> {
  const list = async (desk: Running) => {
    const cookie = await signIn(desk.origin, account.email, account.password);
    return { desk, load: { path: '/admin', method: 'GET', headers: { cookie } } satisfies Load, cookie };
  };
  const [ofSqlite, ofOne, ofTwo] = [await list(sqlite), await list(one), await list(two)];
  const wait =
    ({ desk, cookie }: typeof ofOne) =>
    () =>
      medianLatency(`${desk.origin}/admin`, { cookie }, 100);
  const rate =
    ({ desk, load }: typeof ofOne) =>
    () =>
      rateOf(desk, load, READERS_OF_LISTS);
  const [waits, rates] = [
    await inTurn(ROUNDS, wait(ofOne), wait(ofSqlite)),
    await inTurn(ROUNDS, rate(ofTwo), rate(ofOne)),
  ];
  return [
    row('list on PostgreSQL, 1 process (p50)', 'ms', 'on SQLite', waits),
    row(`list on PostgreSQL, 2 processes, ${READERS_OF_LISTS} readers`, 'a second', '1 process', rates),
  ];
}
