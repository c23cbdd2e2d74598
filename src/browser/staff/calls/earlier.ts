import { relativeTime } from '../../../i18n/dates.ts';
import { isLang } from '../../../i18n/lang.ts';
import { fill, make } from '../../dom.ts';

type EarlierTip = { number: number; headline: string | null; received_at: string };

/** So short a number is none yet. */
const LEAST_DIGITS = 7;

/** Offers tips of the number that was typed; where they cannot be asked for, the call is written down all the same. */
export async function findEarlier(form: HTMLFormElement): Promise<void> {
  const place = document.getElementById('earlier');
  const number = form.elements.namedItem('number');
  if (place === null || !(number instanceof HTMLInputElement)) return;
  place.replaceChildren();
  const typed = number.value;
  if (typed.replace(/\D/g, '').length < LEAST_DIGITS) return;
  const tips = await ask(place.dataset['find'] ?? '', form, typed);
  // Another was typed meanwhile.
  if (tips === null || number.value !== typed) return;
  place.replaceChildren(tips.length === 0 ? nothing(place) : offer(place, tips));
}

async function ask(address: string, form: HTMLFormElement, number: string): Promise<EarlierTip[] | null> {
  const writer = form.elements.namedItem('writer');
  const mark = writer instanceof HTMLInputElement ? writer.value : '';
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ number, writer: mark }),
    });
    if (!answer.ok) return null;
    const { tips }: { tips: EarlierTip[] } = await answer.json();
    return tips;
  } catch {
    return null;
  }
}

function nothing({ dataset }: HTMLElement): HTMLElement {
  const told = make('p', '', { textContent: dataset['none'] ?? '' });
  told.setAttribute('role', 'status');
  return told;
}

/** As the page has it without script; what is there already is gone on with only by a choice. */
function offer({ dataset }: HTMLElement, tips: readonly EarlierTip[]): HTMLElement {
  const group = make('fieldset');
  group.append(make('legend', '', { textContent: dataset['title'] ?? '' }));
  group.append(choice('', dataset['new'] ?? '', true));
  for (const { number, headline, received_at } of tips) {
    const more = fill(dataset['more'] ?? '', { number });
    const offered = choice(String(number), headline === null ? more : `${more} · ${headline}`, false);
    offered.lastElementChild?.append(' ', ago(received_at));
    group.append(offered);
  }
  return group;
}

function ago(at: string): HTMLElement {
  const { lang } = document.documentElement;
  const said = isLang(lang) ? relativeTime(Date.parse(at), Date.now(), lang) : at;
  const place = make('span', 'quiet small');
  place.append(make('time', '', { dateTime: at, textContent: said }));
  return place;
}

function choice(value: string, said: string, checked: boolean): HTMLElement {
  const label = make('label', 'choice');
  label.append(make('input', '', { type: 'radio', name: 'tip', value, checked }));
  label.append(make('span', '', { textContent: said }));
  return label;
}
