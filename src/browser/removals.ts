import { timeLimit } from './time-limit.ts';

/** In `sessionStorage`, so that a reload goes on with it and nothing stays on the device. */
const KEY = 'jebo-removals';

/** Until the next try, and for one answer, milliseconds. */
const AGAIN = 15_000;
const PATIENCE = 15_000;

const HEADERS = { 'Tus-Resumable': '1.0.0' };

/** The second for what stands between and lets only GET and POST through. */
const WAYS: readonly RequestInit[] = [
  { method: 'DELETE', headers: HEADERS },
  { method: 'POST', headers: { ...HEADERS, 'X-HTTP-Method-Override': 'DELETE' } },
];

/**
 * Gives back a function that has the server drop what it has of a file: as often as it takes, while this window is open.
 * What was removed must not lie at the desk because the line was gone at that moment; one that is never told sweeps it
 * after a day.
 */
export function startRemovals(): (url: string) => void {
  const left = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const remove = async (url: string) => {
    if (!(await isRemoved(url))) return;
    left.delete(url);
    write([...left]);
  };
  const go = async () => {
    clearTimeout(timer);
    await Promise.all([...left].map(remove));
    clearTimeout(timer);
    if (left.size > 0) timer = setTimeout(go, AGAIN);
  };
  addEventListener('online', go);
  // At each load, and when Back brings a page that knows nothing of those that came after it.
  addEventListener('pageshow', () => {
    for (const url of read()) left.add(url);
    void go();
  });
  return url => {
    left.add(url);
    write([...left]);
    void go();
  };
}

async function isRemoved(url: string): Promise<boolean> {
  for (const way of WAYS) {
    // `keepalive`: the page may be left with the very next tap.
    const asked = fetch(url, { ...way, keepalive: true, signal: timeLimit(PATIENCE) });
    const status = await asked.then(answer => answer.status).catch(() => 0);
    if (status === 204 || status === 404 || status === 410) return true;
    if (status !== 403 && status !== 405 && status !== 501) return false;
  }
  return false;
}

function read(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

function write(urls: readonly string[]): void {
  try {
    if (urls.length === 0) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(urls));
  } catch {
    // Storage may be switched off or full: then a reload forgets them, and nothing else.
  }
}
