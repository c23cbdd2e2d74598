import { fill } from '../../dom.ts';
import { hearNews } from './news.ts';

/** So often a page says that it is looked at. Milliseconds. */
const BEAT = 10_000;

/** Tells colleagues who look at the same tip of each other. */
export function startPresence(): void {
  const place = document.getElementById('also-here');
  const { stream, address, number, says } = place?.dataset ?? {};
  if (place === null || stream === undefined || address === undefined || says === undefined) return;
  const page = randomName();
  const here = () => {
    if (document.visibilityState === 'hidden') return;
    fetch(address, { method: 'POST', body: new URLSearchParams({ page }), redirect: 'manual' }).catch(
      () => {},
    );
  };
  const gone = () => void navigator.sendBeacon(address, new URLSearchParams({ page, gone: 'on' }));
  hearNews(stream, news => {
    if (news.is === 'again') here();
    if (news.is !== 'presence' || news.number !== Number(number)) return;
    place.textContent = news.people.length === 0 ? '' : fill(says, { who: news.people.join(', ') });
  });
  setInterval(here, BEAT);
  document.addEventListener('visibilitychange', () =>
    document.visibilityState === 'hidden' ? gone() : here(),
  );
  window.addEventListener('pagehide', gone);
  window.addEventListener('pageshow', ({ persisted }) => persisted && here());
  here();
}

const randomName = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(36)).join('');
