import autocannon from 'autocannon';
import { median } from './report/row.ts';

export type Load = {
  path: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Buffer;
};

export type Measured = { perSecond: number; p50: number; p99: number };

/**
 * From so many clients that each ask again as soon as they are answered, for so many seconds. Latencies in milliseconds.
 * @throws when an answer is missing or not 2xx.
 */
export async function measure(
  origin: string,
  load: Load,
  clients: number,
  seconds: number,
): Promise<Measured> {
  const result = await put(origin, load, clients, { duration: seconds });
  const { p50, p99 } = result.latency;
  return { perSecond: result['2xx'] / result.duration, p50, p99 };
}

/** So often in all, from so many clients. @throws when an answer is missing or not 2xx. */
export const repeat = async (origin: string, load: Load, clients: number, times: number): Promise<void> =>
  void (await put(origin, load, clients, { amount: times }));

async function put(
  origin: string,
  { path, method, headers = {}, body }: Load,
  clients: number,
  how: Pick<autocannon.Options, 'duration' | 'amount'>,
): Promise<autocannon.Result> {
  const url = `${origin}${path}`;
  const result = await autocannon({
    url,
    method,
    headers,
    connections: clients,
    ...(body !== undefined && { body }),
    ...how,
  });
  // A line that the server breaks off counts as no error there: what was asked on it is missing among the answers.
  const inHand = how.duration === undefined ? 0 : clients;
  const missing = Math.max(0, result.requests.sent - result.requests.total - inHand);
  const bad = result.non2xx + result.errors + result.timeouts + missing;
  if (bad > 0) throw new Error(`${bad} answers of ${url} were not as they should be`);
  return result;
}

/** Asks one after another, so often; what each answer took, in milliseconds, finer than a load's whole milliseconds. */
export async function latencies(
  url: string,
  headers: Record<string, string>,
  times: number,
): Promise<number[]> {
  const taken: number[] = [];
  for (let count = 0; count < times; count++) {
    const start = performance.now();
    const answer = await fetch(url, { headers });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
    taken.push(performance.now() - start);
  }
  return taken;
}

/** As `latencies`: their median. */
export const medianLatency = async (
  url: string,
  headers: Record<string, string>,
  times: number,
): Promise<number> => median(await latencies(url, headers, times));
