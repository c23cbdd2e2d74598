import { randomBytes } from 'node:crypto';
import { compareProcessor, compareRates } from '../compare.ts';
import { type Load, type Measured, measure } from '../load.ts';
import type { Row } from '../report/row.ts';
import {
  NO_MAIL_SERVER,
  type Running,
  startBareExpress,
  startBareTips,
  startDesk,
  startRival,
  startSink,
} from '../servers.ts';
import { measureSealing } from './sealing.ts';

const ROUNDS = 3;
const SECONDS = 2;
/** What the mail server takes for each mail, in milliseconds. */
const SLOW_MAIL = 50;

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

/** Tips as they come in: against a program that keeps the same rows, and against the naive rival. */
export async function measureIntake(): Promise<Row[]> {
  await using made = new AsyncDisposableStack();
  const started = async (starting: Promise<Running>) => {
    const running = await starting;
    made.defer(running.stop);
    return running;
  };
  const sink = await startSink(SLOW_MAIL);
  made.defer(sink.stop);
  const desk = await started(startDesk({ smtpPort: sink.port }));
  return [
    ...(await againstLimits(desk, started)),
    await latencies(desk),
    ...(await againstRival(desk, await started(startRival(sink.port)))),
  ];
}

async function againstLimits(
  desk: Running,
  started: (starting: Promise<Running>) => Promise<Running>,
): Promise<Row[]> {
  const unmailed = await started(startDesk({ smtpPort: NO_MAIL_SERVER }));
  const bare = await started(startBareTips(textTip));
  const express = await started(startBareExpress());
  const tips = (clients: number, least: number | null) =>
    compareRates({ ...LIMIT, what: mailed(clients), desk, other: bare, clients, least });
  const without = { ...LIMIT, desk: unmailed, other: bare };
  const processor = await compareProcessor({
    ...without,
    what: 'processor for a text tip without mails, 50 clients',
  });
  return [
    await tips(1, null),
    await tips(8, null),
    await tips(50, 0.45),
    await tips(200, null),
    await compareRates({ ...without, what: 'durable text tip without mails, 50 clients', least: 0.5 }),
    processor,
    await measureSealing(processor.ours),
    await compareRates({
      ...{ ...LIMIT, what: mailed(50), desk, other: unmailed, name: 'without mails' },
      // What mails take while tips wait is a third of a core at most.
      least: 0.67,
    }),
    await compareRates({
      ...LIMIT,
      what: mailed(50),
      name: 'Express alone',
      desk,
      other: express,
      least: null,
    }),
  ];
}

const LIMIT = { load: textTip, clients: 50, name: 'the same rows, bare' };

const mailed = (clients: number) =>
  `durable text tip, mails on their way, ${clients} client${clients === 1 ? '' : 's'}`;

async function againstRival(desk: Running, rival: Running): Promise<Row[]> {
  const of = { desk, other: rival, name: 'the naive rival' };
  const tips = (clients: number, least: number) =>
    compareRates({ ...of, what: mailed(clients), load: textTip, clients, least });
  const photo = { what: 'tip with a photo of 1 MB, 8 clients', load: photoTip, clients: 8 };
  return [await tips(1, 20), await tips(50, 4), await compareRates({ ...of, ...photo, least: null })];
}

async function latencies({ origin }: Running): Promise<Row> {
  const rounds: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(origin, textTip, 50, SECONDS));
  return {
    what: 'text tip, 50 clients: slowest of 100 (p99)',
    unit: 'ms',
    ours: rounds.map(({ p99 }) => p99),
    against: { name: 'the usual (p50)', values: rounds.map(({ p50 }) => p50) },
    target: { is: 'at most', value: 4 },
  };
}
