import { browser as en } from '../../i18n/en/browser.ts';
import { browser as ko } from '../../i18n/ko/browser.ts';
import type { Lang } from '../../i18n/lang.ts';
import type { FormWords } from '../page-data.ts';
import type { Arrived } from './answer.ts';
import { showArrival } from './arrival.ts';
import { createNumberWarning } from './resident-number.ts';
import { type SendingSetup, startSending } from './sending.ts';

/** What is loaded when the reader begins to fill in the form: the page itself must be short. */
export type SendCode = { beginSending(setup: SendSetup): void };

/** `onArrived`: nothing is to be kept any more. */
export type SendSetup = Omit<SendingSetup, 'onArrived' | 'words' | 'warnings'> & {
  words: FormWords;
  onArrived: () => void;
};

/** Not in the page, which must be short. */
const WORDS: Readonly<Record<Lang, SendingSetup['words']>> = { ko, en };

export const beginSending: SendCode['beginSending'] = setup =>
  startSending({
    ...setup,
    words: WORDS[setup.lang],
    warnings: createNumberWarning(setup.form, WORDS[setup.lang].residentNumber),
    onArrived(arrived: Arrived) {
      setup.onArrived();
      void showArrival(arrived, setup.form);
    },
  });
