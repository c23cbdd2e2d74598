/** The desk closes the page after half an hour without a request. */
const IDLE = 30 * 60_000;
/** Between two looks whether somebody is still there, milliseconds. */
const ROUND = 5 * 60_000;

type Use = {
  /** Something goes on by itself. */
  isInUse(): boolean;
  /** Something was typed or chosen, and would be lost. */
  isUnsent(): boolean;
};

/** Whoever writes on or uploads is not idle: the desk hears of it. Of whoever has gone the page is closed, unless they would lose something. */
export function stayOpen({ isInUse, isUnsent }: Use): void {
  let [last, told] = [Date.now(), Date.now()];
  const note = () => {
    last = Date.now();
  };
  for (const name of ['input', 'keydown', 'pointerdown', 'scroll'])
    addEventListener(name, note, { passive: true });
  setInterval(() => {
    if (isInUse()) note();
    if (last > told) {
      told = Date.now();
      void askDesk(ROUND).catch(() => {});
    } else if (Date.now() - last >= IDLE && !isUnsent())
      location.replace(location.pathname + location.search);
  }, ROUND);
}

/** For the page's address, without its content. @throws where no answer comes within so many milliseconds. */
export async function askDesk(within: number): Promise<void> {
  const givingUp = new AbortController();
  const timer = setTimeout(() => givingUp.abort(), within);
  try {
    await fetch(TIP, { method: 'HEAD', cache: 'no-store', signal: givingUp.signal });
  } finally {
    clearTimeout(timer);
  }
}

const TIP = '/tip';
