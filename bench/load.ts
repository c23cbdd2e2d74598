import autocannon from 'autocannon';

export type Load = { path: string; method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string };

/** Answers a second, from so many clients that each ask again as soon as they are answered, for so many seconds. */
export async function measure(origin: string, load: Load, clients: number, seconds: number): Promise<number> {
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
  return result['2xx'] / result.duration;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
