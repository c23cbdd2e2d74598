/** For the server to answer, milliseconds. */
const ANSWERS_WITHIN = 15_000;

type Asked = { method: string; headers?: Record<string, string>; keepalive?: boolean };

/** Asks about an upload, or for its removal (tus 1.0). Rejects when there is no answer. */
export const askTus = (url: string, { headers, ...asked }: Asked): Promise<Response> =>
  fetch(url, {
    ...asked,
    headers: { ...headers, 'Tus-Resumable': '1.0.0' },
    signal: timeLimit(ANSWERS_WITHIN),
  });

/** Aborts after so many milliseconds. Safari before 16 does not know `AbortSignal.timeout`. */
function timeLimit(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}

/** The server knows nothing of it. */
export const isGone = (status: number) => status === 404 || status === 410;

/** By which something on the way refuses a method that it does not know: it may let only GET and POST through. */
export const isMethodBlocked = (status: number) => status === 403 || status === 405 || status === 501;
