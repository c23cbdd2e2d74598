import type { Words } from '../../../../src/i18n/words.ts';
import type { TipAction, Viewer } from '../../../../src/staff/access.ts';
import type { Named } from '../../../../src/staff/called.ts';
import type { ShownKeptTip } from '../../../../src/tips/folder.ts';
import type { Importance } from '../../../../src/tips/importance.ts';
import type { Work } from '../../../../src/tips/read/load-work.ts';
import type { ReminderDays } from '../../../../src/tips/reminder-days.ts';
import type { Clock } from '../../time.tsx';
import type { Beside } from '../bar/tip-closing.tsx';
import type { Callable } from '../talk/tip-callable.tsx';

/** `colleagues`: whom it can be assigned and forwarded to; `callable`: whom a note can call; `isTold`: mails may hold what it says; `importances`, `days`: what can be chosen. */
export type ShownWork = Work & {
  colleagues: readonly Named[];
  callable: readonly Callable[];
  isTold: boolean;
  importances: readonly Importance[];
  days: ReminderDays;
};

export type WorkProps = {
  words: Words;
  clock: Clock;
  viewer: Viewer;
  tip: ShownKeptTip;
  back: { back?: string };
  work: ShownWork;
  allowed: readonly TipAction[];
  beside: Beside;
};
