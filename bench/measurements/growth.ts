import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { measure, medianLatency } from '../load.ts';
import { inTurn, type Row } from '../report/row.ts';
import { account, startDesk, temporaryFolder } from '../servers.ts';
import { signIn } from '../transfers.ts';
import { textTip } from './intake.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const ROUNDS = 3;
const SECONDS = 2;

/** The desk with a hundred times the tips: what staff see, and what still comes in. */
export async function measureGrowth(): Promise<Row[]> {
  const folders = [await deskWith(FEW), await deskWith(MANY), await temporaryFolder()] as const;
  const [few, many, none] = await Promise.all(folders.map(folder => startDesk({ folder })));
  if (!few || !many || !none) throw new Error('a desk did not start');
  try {
    const pages = async (what: string, path: string): Promise<Row> => {
      const cookies = await Promise.all(
        [many, few].map(({ origin }) => signIn(origin, account.email, account.password)),
      );
      const ask =
        (origin: string, cookie = '') =>
        () =>
          medianLatency(`${origin}${path}`, { cookie }, 100);
      const found = await inTurn(ROUNDS, ask(many.origin, cookies[0]), ask(few.origin, cookies[1]));
      return {
        what,
        unit: 'ms',
        ours: found.ours,
        against: { name: 'with 10,000', values: found.other },
        target: { is: 'at most', value: 1.5 },
      };
    };
    const rate = (origin: string) => async () => (await measure(origin, textTip, 50, SECONDS)).perSecond;
    const list = await pages('list with 1,000,000 tips (p50)', '/admin');
    const page = await pages('a tip’s page with 1,000,000 tips (p50)', '/admin/tips/5000');
    const intake = await inTurn(ROUNDS, rate(many.origin), rate(none.origin));
    return [
      list,
      page,
      {
        what: 'durable text tip with 1,000,000 stored, 50 clients',
        unit: 'a second',
        ours: intake.ours,
        against: { name: 'with none stored', values: intake.other },
        target: { is: 'at least', value: 0.8 },
      },
    ];
  } finally {
    await Promise.all([few.stop(), many.stop(), none.stop()]);
    await Promise.all(folders.map(folder => rm(folder, { recursive: true, force: true })));
  }
}

/** A desk's folder with so many tips, each mailed and seen by nobody yet. */
async function deskWith(tips: number): Promise<string> {
  const folder = await temporaryFolder();
  await (await startDesk({ folder })).stop();
  const database = new DatabaseSync(join(folder, 'jebo.db'));
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = off;
    create temp table n as with recursive r(i) as (select 1 union all select i + 1 from r where i < ${tips}) select i from r;
    begin;
    insert into tips (channel, receipt_hash, lang, received_at, state, state_since, version, consent_contact, consent_media, headline, place)
      select 'form', lower(hex(randomblob(32))), 'ko', 1760000000000 + i * 1000, iif(i % 10 = 0, 'new', 'closed'), 1760000000000, 1, 0, 0,
        '강남역 11번 출구 앞에서 연기가 나고 있어요 ' || i, '강남역' from n;
    insert into messages (id, tip, direction, channel, at, body)
      select lower(hex(randomblob(16))), i, 'in', 'form', 1760000000000, '강남역 11번 출구 앞 건물에서 연기가 나고 있어요. ' || i from n;
    insert into events (tip, kind, at) select i, 'received', 1760000000000 from n;
    insert into outbox (id, kind, subject, position, recipient, state, attempts, due, created_at, settled_at)
      select lower(hex(randomblob(16))), 'tip mail', i, 1, 'desk@newsroom.example', 'done', 1, 1760000000000, 1760000000000, 1760000000000 from n;
    commit;
  `);
  database.close();
  return folder;
}
