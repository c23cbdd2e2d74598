/** In milliseconds. */
const PATIENCE = 60_000;

export type Answer = { status: number; headers: Headers; body: Buffer };

/** Null: no answer came, and nobody knows what became of it. One that broke off after its head has no body. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer | null> {
  const patience = AbortSignal.timeout(PATIENCE);
  const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience;
  try {
    const response = await fetch(url, { ...init, signal, redirect: 'manual' });
    const body = await response.arrayBuffer().catch(() => new ArrayBuffer(0));
    return { status: response.status, headers: response.headers, body: Buffer.from(body) };
  } catch {
    return null;
  }
}

/** The server failed on the way: what was asked may have been done all the same. */
export const hasFailed = ({ status }: Answer): boolean => status >= 500;
