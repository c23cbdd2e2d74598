import { constants, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { SQLITE_FILE } from '../../src/db/sqlite/sqlite.ts';
import { measure, medianLatency, repeat } from '../load.ts';
import { type MadeSettings, madeOnSqlite } from '../made/made-desks.ts';
import { untilIdle } from '../proc.ts';
import { inTurn, type Row } from '../report/row.ts';
import { account, type Running, startDesk, temporaryFolder } from '../servers.ts';
import { signIn } from '../transfers.ts';
import { textTip } from './intake.ts';

const ROUNDS = 3;
const SECONDS = 2;
const CLIENTS = 50;

/** The desk with a hundred times the tips: a page of one, what comes at once, and what still comes in. The lists are `measureList`'s. */
export async function measureGrowth(): Promise<Row[]> {
  const few = await madeOnSqlite('few');
  const many = await copied(await madeOnSqlite('many'));
  try {
    return [
      await comparePages(few, many),
      await measureFlood(many),
      // Last: nothing is found quickly there from now on.
      await compareIntake(await withoutIndex(many)),
    ];
  } finally {
    await rm(many.DATA_DIR, { recursive: true, force: true });
  }
}

/** What is kept for the next run stays as it is. */
async function copied(settings: MadeSettings): Promise<MadeSettings> {
  const folder = await temporaryFolder();
  await cp(settings.DATA_DIR, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return { ...settings, DATA_DIR: folder };
}

async function withDesk<T>(settings: MadeSettings, work: (desk: Running) => Promise<T>): Promise<T> {
  const desk = await startDesk({ folder: settings.DATA_DIR, settings });
  return work(desk).finally(desk.stop);
}

const comparePages = (few: MadeSettings, many: MadeSettings): Promise<Row> =>
  withDesk(few, ofFew =>
    withDesk(many, async ofMany => {
      const ask = async ({ origin, pid }: Running) => {
        const cookie = await signIn(origin, account.email, account.password);
        await untilIdle(pid);
        return () => medianLatency(`${origin}/admin/tips/5000`, { cookie }, 100);
      };
      const found = await inTurn(ROUNDS, await ask(ofMany), await ask(ofFew));
      return {
        what: 'a tip’s page with 1,000,000 tips (p50)',
        unit: 'ms',
        ours: found.ours,
        against: { name: 'with 10,000', values: found.other },
        target: { is: 'at most', value: 1.5 },
      };
    }),
  );

const FLOOD = 5_000;
/** In a tip of its beginning alone. */
const MARK = '쇠똥구리행진';
const PATIENCE = 120;

/** How long after a flood its first tip is found, and the search for it comes to its end: seconds. */
const measureFlood = (many: MadeSettings): Promise<Row> =>
  withDesk(many, async ({ origin, pid }) => {
    const cookie = await signIn(origin, account.email, account.password);
    await untilIdle(pid);
    const body = new URLSearchParams({ message: `${MARK}이 지나가요` }).toString();
    await repeat(origin, { ...textTip, body }, 1, 1);
    await repeat(origin, textTip, CLIENTS, FLOOD - 1);
    const begun = performance.now();
    while (!(await isFound(origin, cookie))) {
      if (performance.now() - begun > PATIENCE * 1_000) throw new Error('the flood is not searchable');
      await wait(100);
    }
    return {
      what: 'a flood of 5,000 tips on top of 1,000,000: until it is searchable',
      unit: 's',
      ours: [(performance.now() - begun) / 1_000],
      against: null,
      target: { is: 'at most', value: 60 },
    };
  });

const answer = z.object({ tips: z.array(z.unknown()), searched_to: z.number().nullable() });

async function isFound(origin: string, cookie: string): Promise<boolean> {
  const url = `${origin}/admin?${new URLSearchParams({ view: 'all', q: MARK })}`;
  const { tips, searched_to } = answer.parse(
    await (await fetch(url, { headers: { cookie, Accept: 'application/json' } })).json(),
  );
  return tips.length === 1 && searched_to === null;
}

/** Then what builds it has a million tips to do, and is at work for as long as is measured here. */
async function withoutIndex(settings: MadeSettings): Promise<MadeSettings> {
  const database = new DatabaseSync(join(settings.DATA_DIR, SQLITE_FILE));
  database.exec('delete from search_runs; delete from search_bins; pragma wal_checkpoint(truncate);');
  database.close();
  return settings;
}

async function compareIntake(many: MadeSettings): Promise<Row> {
  const none = await temporaryFolder();
  try {
    return await withDesk({ DATA_DIR: none }, ofNone =>
      withDesk(many, async ofMany => {
        const rate = (desk: Running) => async () =>
          (await measure(desk.origin, textTip, CLIENTS, SECONDS)).perSecond;
        await untilBuilding(many);
        const { ours, other } = await inTurn(ROUNDS, rate(ofMany), rate(ofNone));
        return {
          what: 'durable text tip with 1,000,000 stored that are being indexed, 50 clients',
          unit: 'a second',
          ours,
          against: { name: 'with none stored', values: other },
          target: { is: 'at least', value: 0.8 },
        };
      }),
    );
  } finally {
    await rm(none, { recursive: true, force: true });
  }
}

/** The first run of a million is there. */
async function untilBuilding(settings: MadeSettings): Promise<void> {
  const database = new DatabaseSync(join(settings.DATA_DIR, SQLITE_FILE), { readOnly: true });
  const runs = database.prepare('select count(*) as count from search_runs');
  for (let second = 0; second < PATIENCE; second++) {
    if (Number(runs.get()?.['count']) > 0) return database.close();
    await wait(1_000);
  }
  throw new Error('nothing is indexed');
}
