import { randomBytes } from 'node:crypto';
import { type Load, type Measured, measure } from './load.ts';
import { inTurn, type Row } from './row.ts';
import { type Running, startBareExpress, startDesk, startRival, startSink } from './servers.ts';

const ROUNDS = 3;
const SECONDS = 2;
/** What the mail server takes for each mail, in milliseconds. */
const SLOW_MAIL = 50;

const formPage: Load = { path: '/?lang=ko', method: 'GET' };

export const textTip: Load = {
  path: '/tips',
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
  body: new URLSearchParams({
    message: '강남역 11번 출구 앞 건물에서 연기가 나고 있어요. 소방차는 아직 오지 않았습니다.',
    place: '강남역',
    happened_at: '오늘 오후 2시쯤',
  }).toString(),
};

const photoTip: Load = {
  path: '/tips',
  method: 'POST',
  headers: { 'Content-Type': 'multipart/form-data; boundary=jebo-bench', Accept: 'application/json' },
  body: Buffer.concat([
    Buffer.from(
      '--jebo-bench\r\nContent-Disposition: form-data; name="message"\r\n\r\n불이 났어요\r\n--jebo-bench\r\nContent-Disposition: form-data; name="files"; filename="photo.bin"\r\n\r\n',
    ),
    randomBytes(2 ** 20),
    Buffer.from('\r\n--jebo-bench--\r\n'),
  ]),
};

/** The form and tips as they come in, against Express alone and against the naive rival. */
export async function measureIntake(): Promise<Row[]> {
  const sink = await startSink(SLOW_MAIL);
  const desk = await startDesk({ smtpPort: sink.port });
  const bare = await startBareExpress(await (await fetch(`${desk.origin}${formPage.path}`)).text());
  const rival = await startRival(sink.port);
  try {
    return [
      await compare('form page, 50 clients', formPage, 50, [desk, bare], 0.8),
      await compareForms(desk, bare),
      await compare('durable text tip, 1 client', textTip, 1, [desk, bare], null),
      await compare('durable text tip, 8 clients', textTip, 8, [desk, bare], null),
      await compare('durable text tip, 50 clients', textTip, 50, [desk, bare], 0.5),
      await compare('durable text tip, 200 clients', textTip, 200, [desk, bare], null),
      await latencies(desk),
      await compare('durable text tip, 1 client', textTip, 1, [desk, rival], 20, 'the naive rival'),
      await compare('durable text tip, 50 clients', textTip, 50, [desk, rival], 4, 'the naive rival'),
      await compare(
        'tip with a photo of 1 MB, 8 clients',
        photoTip,
        8,
        [desk, rival],
        null,
        'the naive rival',
      ),
    ];
  } finally {
    await Promise.all([desk.stop(), bare.stop(), rival.stop()]);
    await sink.stop();
  }
}

async function compare(
  what: string,
  load: Load,
  clients: number,
  [desk, other]: readonly [Running, Running],
  least: number | null,
  name = 'Express alone',
): Promise<Row> {
  const rate =
    ({ origin }: Running) =>
    async () =>
      (await measure(origin, load, clients, SECONDS)).perSecond;
  const found = await inTurn(ROUNDS, rate(desk), rate(other));
  return {
    ...{ what, unit: 'a second', ours: found.ours, against: { name, values: found.other } },
    target: least === null ? null : { is: 'at least', value: least },
  };
}

/** As every browser asks for it. The limit sends it as it is: Express packs nothing. */
function compareForms(desk: Running, bare: Running): Promise<Row> {
  const packed = { ...formPage, headers: { 'Accept-Encoding': 'gzip, deflate, br' } };
  return compare('form page as browsers ask for it (packed), 50 clients', packed, 50, [desk, bare], null);
}

async function latencies({ origin }: Running): Promise<Row> {
  const rounds: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(origin, textTip, 50, SECONDS));
  return {
    ...{ what: 'text tip, 50 clients: slowest of 100 (p99)', unit: 'ms', ours: rounds.map(({ p99 }) => p99) },
    against: { name: 'the usual (p50)', values: rounds.map(({ p50 }) => p50) },
    target: { is: 'at most', value: 4 },
  };
}
