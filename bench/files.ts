import { median } from './load.ts';
import { account, startBareFiles, startDesk } from './servers.ts';
import { claim, peakMemory, receive, sendBare, sendPlain, sendResumable, signIn } from './transfers.ts';

/** Megabytes a second of each round, and the most memory of the server in bytes. */
type Side = { speeds: number[]; peak: number };
type Row = { name: string; ours: Side; limit: Side };

const ROUNDS = 3;
const MEGABYTES = 1024;
const AT_ONCE = 20;

const side = (): Side => ({ speeds: [], peak: 0 });

async function run(into: Side, pid: number, megabytes: number, work: () => Promise<unknown>): Promise<void> {
  let seconds = 0;
  const peak = await peakMemory(pid, async () => {
    const start = performance.now();
    await work();
    seconds = (performance.now() - start) / 1_000;
  });
  into.speeds.push(megabytes / seconds);
  into.peak = Math.max(into.peak, peak);
}

/** Files of a gigabyte in and out, ours and a bare stream in turn. */
export async function compareFiles(): Promise<Row[]> {
  const [desk, bare] = [await startDesk(), await startBareFiles()];
  try {
    const upload = (name: string, path: string, ours: () => Promise<unknown>) =>
      compare({ name, ours, limit: () => sendBare(bare.origin, path, MEGABYTES) });
    const compare = async (row: {
      name: string;
      megabytes?: number;
      ours: () => Promise<unknown>;
      limit: () => Promise<unknown>;
    }): Promise<Row> => {
      const [ours, limit] = [side(), side()];
      for (let round = 0; round < ROUNDS; round++) {
        await run(limit, bare.pid, row.megabytes ?? MEGABYTES, row.limit);
        await run(ours, desk.pid, row.megabytes ?? MEGABYTES, row.ours);
      }
      return { name: row.name, ours, limit };
    };
    const plain = () => sendPlain(desk.origin, MEGABYTES);
    const resumable = () => sendResumable(desk.origin, MEGABYTES);
    const many = (send: () => Promise<unknown>) => () => Promise.all(Array.from({ length: AT_ONCE }, send));
    const rows = [
      await upload('1 GB in, plain', '/durable', plain),
      await upload('1 GB in, resumable', '/durable', resumable),
      await compare({
        name: `${AT_ONCE} × 64 MB in at once, resumable`,
        megabytes: AT_ONCE * 64,
        ours: many(() => sendResumable(desk.origin, 64)),
        limit: many(() => sendBare(bare.origin, '/durable', 64)),
      }),
      await upload('1 GB in, plain, against a stream that is not synced', '/', plain),
    ];

    const number = await claim(desk.origin, await sendResumable(desk.origin, MEGABYTES));
    const cookie = await signIn(desk.origin, account.email, account.password);
    const page = await (await fetch(`${desk.origin}/admin/tips/${number}`, { headers: { cookie } })).text();
    const file = new RegExp(`/admin/tips/${number}/files/[0-9a-f]{32}`).exec(page)?.[0];
    const out = (name: string, path: string) =>
      compare({
        name,
        ours: () => receive(`${desk.origin}${path}`, { cookie }),
        limit: () => receive(`${bare.origin}/body`),
      });
    rows.push(await out('1 GB out', String(file)));
    rows.push(await out('1 GB out in a zip', `/admin/tips/${number}/files.zip`));
    return rows;
  } finally {
    await Promise.all([desk.stop(), bare.stop()]);
  }
}

const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
const speed = ({ speeds }: Side) =>
  `${Math.round(median(speeds))} (${Math.round(Math.min(...speeds))} – ${Math.round(Math.max(...speeds))})`;

export const filesTable = (rows: Row[]): string =>
  [
    '| MB a second: median (spread) | Jebo | the limit | ratio | most memory: Jebo | the limit |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ name, ours, limit }) => {
      const ratio = (median(ours.speeds) / median(limit.speeds)).toFixed(2);
      return `| ${name} | ${speed(ours)} | ${speed(limit)} | **${ratio}** | ${megabytes(ours.peak)} | ${megabytes(limit.peak)} |`;
    }),
  ].join('\n');
