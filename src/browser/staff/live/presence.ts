import { initialOf } from '../../../i18n/initial.ts';
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
    show(place, news.people, says);
  });
  setInterval(here, BEAT);
  document.addEventListener('visibilitychange', () =>
    document.visibilityState === 'hidden' ? gone() : here(),
  );
  window.addEventListener('pagehide', gone);
  window.addEventListener('pageshow', ({ persisted }) => persisted && here());
  here();
}

/** The faces for who sees them, and one sentence for all. */
function show(place: HTMLElement, people: readonly string[], says: string): void {
  const faces = people.map(name => {
    const face = document.createElement('span');
    face.className = 'face';
    face.setAttribute('aria-hidden', 'true');
    face.textContent = initialOf(name);
    return face;
  });
  place.replaceChildren(...faces, people.length === 0 ? '' : fill(says, { who: people.join(', ') }));
}

const randomName = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(36)).join('');
