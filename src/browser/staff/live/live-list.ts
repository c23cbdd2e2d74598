import { hearNews, type News } from './news.ts';

/** Milliseconds between two looks at what has changed. */
const PAUSE = 2_000;

/** Keeps an open list true without moving it: what has come is told above it, and rows say what others have made of them. */
export function startLiveList(): void {
  const line = document.getElementById('live-list');
  const { stream, address, drawn } = line?.dataset ?? {};
  if (line === null || stream === undefined || address === undefined || drawn === undefined) return;
  const look = createLook(async () => {
    const asked = new URL(address, location.href);
    asked.searchParams.set('drawn', drawn);
    asked.searchParams.set('rows', numbers().join(','));
    const answer = await fetch(asked, { headers: { Accept: 'text/html' }, redirect: 'error' });
    if (answer.ok) show(line, new DOMParser().parseFromString(await answer.text(), 'text/html'));
  });
  hearNews(stream, news => {
    if (concerns(news)) look();
  });
}

const ROW = 'tip-';
const numbers = () =>
  [...document.querySelectorAll(`[id^="${ROW}"]`)].map(({ id }) => Number(id.slice(ROW.length)));

const concerns = (news: News) =>
  news.is === 'again' ||
  (news.is === 'tips' && (news.came.length > 0 || news.changed.some(number => numbers().includes(number))));

/** Once for all that comes together; of who does not look, when they do so again. */
function createLook(look: () => Promise<void>): () => void {
  let isDue = false;
  let isBusy = false;
  async function lookNow() {
    if (!isDue || isBusy || document.visibilityState === 'hidden') return;
    [isDue, isBusy] = [false, true];
    // Where the desk does not answer, the stream ends too, and when it is back all is looked at again.
    await look().catch(() => {});
    setTimeout(() => {
      isBusy = false;
      void lookNow();
    }, PAUSE);
  }
  document.addEventListener('visibilitychange', () => void lookNow());
  return () => {
    isDue = true;
    void lookNow();
  };
}

function show(line: HTMLElement, told: Document): void {
  const came = told.querySelector('.fresh');
  if (came !== null) replace(line.firstElementChild, came);
  for (const part of told.querySelectorAll<HTMLElement>('[data-live]')) {
    const row = part.closest<HTMLElement>('[data-row]')?.dataset['row'];
    const place = row === undefined ? '' : `#${ROW}${row} `;
    replace(document.querySelector(`${place}[data-live="${part.dataset['live']}"]`), part);
  }
}

/** What says the same stays, so that nothing is read out twice and no focus is lost. */
function replace(old: Element | null, by: Element): void {
  if (old !== null && old.outerHTML !== by.outerHTML) old.replaceWith(by);
}
