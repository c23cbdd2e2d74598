import { memoryOf, peakMemory } from '../proc.ts';
import { inTurn, type Row } from '../report/row.ts';
import { account, startBareFiles, startDesk } from '../servers.ts';
import { claim, rangeLatency, receive, sendBare, sendPlain, sendResumable, signIn } from '../transfers.ts';

/** Megabytes a second of each round; the most memory of the server, and the most that it took beyond what it held before, in megabytes. */
type Side = { speeds: number[]; peak: number; growth: number };

const ROUNDS = 3;
const MEGABYTES = 1024;
const AT_ONCE = 20;
/** What the desk may take more than a bare stream does, or than it held before, in megabytes. */
const MORE_MEMORY = 40;

const side = (): Side => ({ speeds: [], peak: 0, growth: 0 });

async function run(into: Side, pid: number, megabytes: number, work: () => Promise<unknown>): Promise<void> {
  let seconds = 0;
  const before = await memoryOf(pid);
  const peak = await peakMemory(pid, async () => {
    const start = performance.now();
    await work();
    seconds = (performance.now() - start) / 1_000;
  });
  into.speeds.push(megabytes / seconds);
  into.peak = Math.max(into.peak, peak);
  into.growth = Math.max(into.growth, peak - before);
}

type Transfer = {
  what: string;
  least: number | null;
  /** In, a bare stream holds buffers as well; out, memory is to stay as it was. */
  memory?: 'above a bare stream’s' | 'above what it held before';
  megabytes?: number;
  ours: () => Promise<unknown>;
  limit: () => Promise<unknown>;
};

/** Files of a gigabyte in and out, ours and a bare stream in turn. */
export async function measureFiles(): Promise<Row[]> {
  const [desk, bare] = [await startDesk(), await startBareFiles()];
  const compare = async (transfer: Transfer): Promise<Row[]> => {
    const { what, least, megabytes = MEGABYTES, memory = 'above a bare stream’s', ours, limit } = transfer;
    const [oursIs, limitIs] = [side(), side()];
    for (let round = 0; round < ROUNDS; round++) {
      await run(limitIs, bare.pid, megabytes, limit);
      await run(oursIs, desk.pid, megabytes, ours);
    }
    return [
      {
        what,
        unit: 'MB a second',
        ours: oursIs.speeds,
        against: { name: 'a bare stream', values: limitIs.speeds },
        target: least === null ? null : { is: 'at least', value: least },
      },
      {
        what: `${what}: most memory ${memory}`,
        unit: 'MB',
        against: null,
        ours: [memory === 'above a bare stream’s' ? oursIs.peak - limitIs.peak : oursIs.growth],
        target: { is: 'at most', value: MORE_MEMORY },
      },
    ];
  };
  try {
    const many = (send: () => Promise<unknown>) => () => Promise.all(Array.from({ length: AT_ONCE }, send));
    const bareIn =
      (path: string, megabytes = MEGABYTES) =>
      () =>
        sendBare(bare.origin, path, megabytes);
    const plain = () => sendPlain(desk.origin, MEGABYTES);
    const rows = [
      ...(await compare({ what: '1 GB in, plain', least: 0.7, ours: plain, limit: bareIn('/durable') })),
      ...(await compare({
        what: '1 GB in, resumable',
        least: 0.6,
        limit: bareIn('/durable'),
        ours: () => sendResumable(desk.origin, MEGABYTES),
      })),
      ...(await compare({
        what: `${AT_ONCE} × 64 MB in at once, resumable`,
        least: 0.6,
        megabytes: AT_ONCE * 64,
        ours: many(() => sendResumable(desk.origin, 64)),
        limit: many(bareIn('/durable', 64)),
      })),
      ...(await compare({
        what: '1 GB in, plain, against a stream that is not synced',
        least: null,
        ours: plain,
        limit: bareIn('/'),
      })),
    ];
    return [...rows, ...(await measureOut(desk.origin, bare.origin, compare))];
  } finally {
    await Promise.all([desk.stop(), bare.stop()]);
  }
}

async function measureOut(
  desk: string,
  bare: string,
  compare: (transfer: Transfer) => Promise<Row[]>,
): Promise<Row[]> {
  const number = await claim(desk, await sendResumable(desk, MEGABYTES));
  const cookie = await signIn(desk, account.email, account.password);
  const page = await (await fetch(`${desk}/admin/tips/${number}`, { headers: { cookie } })).text();
  const file = new RegExp(`/admin/tips/${number}/files/[0-9a-f]{32}`).exec(page)?.[0];
  const out = (what: string, path: string) =>
    compare({
      what,
      least: 0.8,
      memory: 'above what it held before',
      ours: () => receive(`${desk}${path}`, MEGABYTES, { cookie }),
      limit: () => receive(`${bare}/body`, MEGABYTES),
    });
  return [
    ...(await out('1 GB out', String(file))),
    ...(await out('1 GB out in a zip', `/admin/tips/${number}/files.zip`)),
    ...(await measureRanges(`${desk}${file}`, `${bare}/body`, cookie)),
  ];
}

/** As a player asks that is moved about in a film. */
async function measureRanges(file: string, bare: string, cookie: string): Promise<Row[]> {
  const ranges = { megabytes: MEGABYTES, length: 256 * 1024, times: 300 };
  const { ours, other } = await inTurn(
    ROUNDS,
    () => rangeLatency(file, ranges, { cookie }),
    () => rangeLatency(bare, ranges),
  );
  const row = { what: '256 KiB anywhere in 1 GB (p50)', unit: 'ms', ours } as const;
  return [
    { ...row, against: null, target: { is: 'at most', value: 1 } },
    { ...row, against: { name: 'a bare stream', values: other }, target: null },
  ];
}
