import type { Lang } from '../../../../src/i18n/lang.ts';
import type { AnswerWay } from '../../../../src/tips/said.ts';
import type { ShownTrouble } from '../../mail-trouble.tsx';

/** What is known of an answer that may be written. */
export type Answering = {
  /** The viewer may write to its reader, and the talk is open. */
  mayAnswer: boolean;
  /** That what its reader wrote last needs no answer: it may be said, or somebody has; null: there is nothing to say of it. */
  noAnswer: 'offered' | 'said' | null;
  /** The talk is over, so that nobody can. */
  isOver: boolean;
  /** The ways that are open, the one that is best first. */
  ways: readonly AnswerWay[];
  /** The last of what was said that the page shows. */
  seen: string;
  /** Something is typed to the reader, or was just sent in vain. */
  isChosen: boolean;
  /** The newsroom's own texts to choose from; `only`: the language that one is in, where that is not the reader's. */
  ready: readonly { id: string; name: string; only: Lang | null }[];
  /** In bytes; `again`: some were chosen, and not sent. */
  files: { limits: { fileSize: number; fileCount: number; fileTotal: number }; again: boolean };
  /** Of a closed tip: since when its reader can tell no more, and for how long they can once they are answered; null: they can. */
  ranOut: { at: number; reopens: number } | null;
  /** Something was said that its writer had not seen. */
  isLate: boolean;
  /** Answers that can still be undone, by their ids: for how many milliseconds; null: for as long as its reader is not shown it. */
  undoable: ReadonlyMap<string, number | null>;
  /** What keeps the mails of answers from their readers, by the answers' ids. */
  troubles: ReadonlyMap<string, ShownTrouble>;
  /** The one of these that the viewer has just sent. */
  sent: { id: string; hasFiles: boolean } | null;
  /** Whether the viewer may give a mail up that is stuck. */
  mayGiveUp: boolean;
};
