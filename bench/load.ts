import autocannon from 'autocannon';
import { median } from './row.ts';

export type Load = {
  path: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Buffer;
};

export type Measured = { perSecond: number; p50: number; p99: number };

/**
 * From so many clients that each ask again as soon as they are answered, for so many seconds. Latencies in milliseconds.
 * @throws when an answer is not 2xx.
 */
export async function measure(
  origin: string,
  load: Load,
  clients: number,
  seconds: number,
): Promise<Measured> {
  const result = await autocannon({
    url: `${origin}${load.path}`,
    method: load.method,
    connections: clients,
    duration: seconds,
    headers: load.headers ?? {},
    ...(load.body === undefined ? {} : { body: load.body }),
  });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${bad} answers of ${origin}${load.path} were not as they should be`);
  const { p50, p99 } = result.latency;
  return { perSecond: result['2xx'] / result.duration, p50, p99 };
}

/** Asks one after another, so often; gives the median in milliseconds, finer than a load's whole milliseconds. */
export async function medianLatency(
  url: string,
  headers: Record<string, string>,
  times: number,
): Promise<number> {
  const taken: number[] = [];
  for (let count = 0; count < times; count++) {
    const start = performance.now();
    const answer = await fetch(url, { headers });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
    taken.push(performance.now() - start);
  }
  return median(taken);
}
