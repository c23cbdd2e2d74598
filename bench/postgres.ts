import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { databaseUrl, runOn } from '../tests/support/postgres.ts';
import { textTip } from './intake.ts';
import { type Load, measure, medianLatency } from './load.ts';
import { cpuOf } from './proc.ts';
import { inTurn, type Row } from './row.ts';
import { account, type Running, startDesk } from './servers.ts';
import { postgresStore } from './torture/stores/postgres.ts';
import { signIn } from './transfers.ts';

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
  const desk = async (workers: number) => {
    const name = `bench_${workers}`;
    await runOn(server, `create database ${name}`);
    return startDesk({
      settings: {
        DATABASE_URL: databaseUrl(server, name),
        SECRET_KEY: Buffer.alloc(32, 'bench').toString('base64'),
        WORKERS: String(workers),
      },
    });
  };
  const started = async (starting: Promise<Running>) => {
    const running = await starting;
    made.defer(running.stop);
    return running;
  };
  const sqlite = await started(startDesk());
  const one = await started(desk(1));
  const two = await started(desk(2));
  return [
    ...(await compareIntake({ sqlite, one, two })),
    ...(await compareProcessor(server, one)),
    ...(await compareLists({ sqlite, one, two })),
  ];
}

type Desks = Readonly<Record<'sqlite' | 'one' | 'two', Running>>;

async function compareIntake({ sqlite, one, two }: Desks): Promise<Row[]> {
  const rate = (desk: Running) => () => rateOf(desk, textTip, CLIENTS);
  const engines = await inTurn(ROUNDS, rate(one), rate(sqlite));
  const processes = await inTurn(ROUNDS, rate(two), rate(one));
  return [
    {
      ...{
        what: `durable text tip on PostgreSQL, 1 process, ${CLIENTS} clients`,
        unit: 'a second',
        target: null,
      },
      ...{ ours: engines.ours, against: { name: 'on SQLite', values: engines.other } },
    },
    {
      ...{
        what: `durable text tip on PostgreSQL, 2 processes, ${CLIENTS} clients`,
        unit: 'a second',
        target: null,
      },
      ...{ ours: processes.ours, against: { name: '1 process', values: processes.other } },
    },
  ];
}

const rateOf = async ({ origin }: Running, load: Load, clients: number) =>
  (await measure(origin, load, clients, SECONDS)).perSecond;

/** What a tip takes of the processor, here and there. */
async function compareProcessor(server: string, desk: Running): Promise<Row[]> {
  const [ours, theirs] = [desk.pid, await postmasterOf(server)];
  const before = [await cpuOf(ours), await cpuOf(theirs)] as const;
  const tips = (await rateOf(desk, textTip, CLIENTS)) * SECONDS;
  const each = (after: number, first: number) => [((after - first) / tips) * 1e6];
  return [
    {
      ...{ what: 'processor for a text tip on PostgreSQL: ours', unit: 'µs', target: null },
      ...{ ours: each(await cpuOf(ours), before[0]), against: null },
    },
    {
      ...{ what: 'processor for a text tip on PostgreSQL: the database’s', unit: 'µs', target: null },
      ...{ ours: each(await cpuOf(theirs), before[1]), against: null },
    },
  ];
}

async function postmasterOf(server: string): Promise<number> {
  const [told] = z
    .tuple([z.object({ data_directory: z.string() })])
    .parse(await runOn(server, 'show data_directory'));
  return Number((await readFile(join(told.data_directory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
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
  const engines = await inTurn(ROUNDS, wait(ofOne), wait(ofSqlite));
  const processes = await inTurn(ROUNDS, rate(ofTwo), rate(ofOne));
  return [
    {
      ...{ what: 'list on PostgreSQL, 1 process (p50)', unit: 'ms', target: null },
      ...{ ours: engines.ours, against: { name: 'on SQLite', values: engines.other } },
    },
    {
      ...{
        what: `list on PostgreSQL, 2 processes, ${READERS_OF_LISTS} readers`,
        unit: 'a second',
        target: null,
      },
      ...{ ours: processes.ours, against: { name: '1 process', values: processes.other } },
    },
  ];
}
