import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { compareFiles, filesTable } from './files.ts';
import { type Load, measure, median } from './load.ts';
import { type Running, startBareExpress, startDesk } from './servers.ts';

const ROUNDS = 5;
const SECONDS = 2;

const formPage: Load = { path: '/?lang=ko', method: 'GET' };
const textTip: Load = {
  path: '/tips',
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
  body: new URLSearchParams({
    message: '강남역 11번 출구 앞 건물에서 연기가 나고 있어요. 소방차는 아직 오지 않았습니다.',
    place: '강남역',
    happened_at: '오늘 오후 2시쯤',
  }).toString(),
};

type Row = { name: string; ours: number[]; limit: number[] };

/** Ours and the limit in turn, several times, so that what else the machine does meets both alike. */
async function compare(
  name: string,
  load: Load,
  clients: number,
  desk: Running,
  bare: Running,
): Promise<Row> {
  const row: Row = { name, ours: [], limit: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    row.ours.push(await measure(desk.origin, load, clients, SECONDS));
    row.limit.push(await measure(bare.origin, load, clients, SECONDS));
  }
  return row;
}

const perSecond = (values: number[]) => {
  const rounded = (value: number) => Math.round(value).toLocaleString('en');
  return `${rounded(median(values))} (${rounded(Math.min(...values))} – ${rounded(Math.max(...values))})`;
};

function table(rows: Row[]): string {
  const lines = rows.map(({ name, ours, limit }) => {
    const ratio = (median(ours) / median(limit)).toFixed(2);
    return `| ${name} | ${perSecond(ours)} | ${perSecond(limit)} | **${ratio}** |`;
  });
  return [
    '| a second: median (spread) | Jebo | the limit | ratio |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

const desk = await startDesk();
const bare = await startBareExpress(await (await fetch(`${desk.origin}${formPage.path}`)).text());
try {
  const rows = [await compare('form page, 50 clients', formPage, 50, desk, bare)];
  for (const clients of [1, 8, 50]) {
    const name = `durable text tip, ${clients} client${clients === 1 ? '' : 's'}`;
    rows.push(await compare(name, textTip, clients, desk, bare));
  }
  const files = await compareFiles();
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`;
  const report = `# What \`npm run bench\` measured

${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${machine}

${table(rows)}

${filesTable(files)}

The limit of the form page is bare Express sending the same bytes; that of the tip is bare Express parsing the same body and
keeping nothing, while ours answers only when the tip, its history and its mail are on disk. Each is the median of ${ROUNDS} rounds
of ${SECONDS} s, in turn, on one machine that also makes the load. SQLite; mails kept as files while it runs.

The limit of a gigabyte in is a bare \`pipeline(request, file)\` that has it on disk before it answers, as ours has, hash and all; one
row says what it is against a stream that leaves it to the system. That of a gigabyte out is a bare file stream. Memory is
the most that the process held (VmHWM), its rest included.
`;
  await writeFile(new URL('results.md', import.meta.url), report);
  process.stdout.write(report);
} finally {
  await Promise.all([desk.stop(), bare.stop()]);
}
