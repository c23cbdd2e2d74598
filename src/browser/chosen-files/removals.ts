import { sessionValue } from '../session/session-value.ts';
import { askTus, isGone, isMethodBlocked } from '../uploads/tus-protocol.ts';

/** Until the next try, milliseconds. */
const AGAIN = 15_000;

/** The second for what stands between and lets only GET and POST through. */
const WAYS = [
  { method: 'DELETE' },
  { method: 'POST', headers: { 'X-HTTP-Method-Override': 'DELETE' } },
] as const;

const kept = sessionValue<string[]>('removals');

/**
 * Gives back a function that has the server drop what it has of a file: tried as often as it takes, while this window is open.
 * What was removed must not lie at the desk because the line was gone at that moment; a server that never hears of it
 * deletes it after a day.
 */
export function startRemovals(): (url: string) => void {
  const left = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => kept.write(left.size === 0 ? null : [...left]);
  const remove = async (url: string) => {
    if (!(await isRemoved(url))) return;
    left.delete(url);
    keep();
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
    for (const url of kept.read() ?? []) left.add(url);
    void go();
  });
  return url => {
    left.add(url);
    keep();
    void go();
  };
}

async function isRemoved(url: string): Promise<boolean> {
  for (const way of WAYS) {
    // `keepalive`: the page may be left with the very next tap.
    const asked = askTus(url, { ...way, keepalive: true });
    const status = await asked.then(answer => answer.status).catch(() => 0);
    if (status === 204 || isGone(status)) return true;
    if (!isMethodBlocked(status)) return false;
  }
  return false;
}
