import { element } from '../dom.ts';
import { openSummary } from '../form/faults.ts';
import type { TroubleWords } from '../page-data.ts';
import type { Trouble } from './answer.ts';

type Setup = {
  words: { trouble: TroubleWords };
  announce: (text: string) => void;
  /** Tries at once. */
  tryNow: () => void;
  stop: () => void;
};

type TroubleView = {
  show(trouble: Trouble): void;
};

/** Tells in the summary why the tip has not arrived yet; it takes the focus once, and is announced when it has become another. */
export function createTroubleView({ words, announce, tryNow, stop }: Setup): TroubleView {
  let shown = '';
  element('try-now', HTMLButtonElement).onclick = tryNow;
  element('stop', HTMLButtonElement).onclick = stop;
  return {
    show({ kind }) {
      const sentence = words.trouble[kind];
      if (sentence === shown) return;
      element('summary-notice', HTMLElement).textContent = sentence;
      element('summary-list', HTMLElement).replaceChildren();
      element('trying', HTMLElement).hidden = false;
      if (shown === '') openSummary();
      else announce(sentence);
      shown = sentence;
    },
  };
}
