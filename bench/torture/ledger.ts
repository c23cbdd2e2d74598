/**
 * Which promise was broken: it is not there; it is there more often than it may be; it is there in part. `died`: the server ended
 * by itself. `refused`: somebody was turned away though others could have served them.
 */
export type BrokenPromise = 'lost' | 'twice' | 'half' | 'died' | 'refused';
/** `run`: in which it was seen first. */
export type Violation = { broken: BrokenPromise; what: string; run: number };

export type SentFile = { name: string; size: number; sha256: string };
export type SentContact = { way: 'phone' | 'email' | 'chat'; typed: string; mayReply: boolean };

/** What came back for a tip that was taken. Null: an answer said that it was taken, and its rest was lost. */
export type TipAnswer = { number: number | null; receipt: string | null };

/** `no answer`: it may have been done or not. `version` is the one that the change named. */
type SentChange = { kind: string; version: number; is: 'acknowledged' | 'no answer' };
type SentNote = { body: string; is: 'acknowledged' | 'no answer' };
/** `at` is when the answer came, by the server's clock, in milliseconds since 1970; `run` the one that gave it. */
type Forgetting = { is: 'acknowledged'; at: number; run: number } | { is: 'no answer' };

/** One submission and all that was done with it. */
export type SentTip = {
  /** Stands in its message and in no other's. */
  mark: string;
  submission: string;
  said: { message: string; title: string | null; place: string | null; name: string | null };
  contacts: readonly SentContact[];
  /** In the order of the desk: those in the body before those that were uploaded. */
  files: readonly SentFile[];
  answers: TipAnswer[];
  /** Its reader may still send it again. */
  isOpen: boolean;
  /** A post of it got no answer: the desk may have it in hand still. */
  mayComeLate: boolean;
  changes: SentChange[];
  notes: SentNote[];
  forgetting: Forgetting | null;
  /** Ids of its files, as staff saw them before it was forgotten. */
  filesSeen: string[];
};

export type SentUpload = {
  id: string;
  bytes: () => Buffer;
  size: number;
  sha256: string;
  /** So many bytes are safe, by the last answer. */
  acknowledged: number;
  /** Its tip was sent, or its day is over: it need not be an upload any longer. */
  mayBeGone: boolean;
};

/** Milliseconds since 1970. */
export type Span = { from: number; to: number };

/** From now on, until its end is set. */
export function beginSpan(spans: Span[]): Span {
  const span = { from: Date.now(), to: Number.POSITIVE_INFINITY };
  spans.push(span);
  return span;
}

/** What lies between two kills of the server. Times are the harness's own, in milliseconds since 1970. */
export type Run = {
  /** 1 for the first. */
  number: number;
  /** How far the server's clock is off, in milliseconds. */
  off: number;
  endedAt: number;
  /** While the database or the disk could not keep what it was given. */
  outages: Span[];
  /** While the files' own server refused everybody. */
  filesAway: Span[];
  /** When one of several servers was told to end: what it has in hand of an upload goes on at another. */
  replaced: Span[];
};

/** What was promised, kept outside of the server. */
export type Ledger = {
  tips: SentTip[];
  uploads: SentUpload[];
  runs: Run[];
  /** Milliseconds from a start to its first answer, where that was a 200. */
  starts: number[];
  violations: Violation[];
  counts: Map<string, number>;
  count(what: string, by?: number): void;
  /** Each promise is reported once, though it is found broken after every kill. */
  complain(broken: BrokenPromise, what: string): void;
  begin(off: number): Run;
  answered(tip: SentTip, answer: TipAnswer): void;
  tipOf(number: number): SentTip | undefined;
};

export function createLedger(onViolation: (violation: Violation) => void): Ledger {
  const violations = new Map<string, Violation>();
  const counts = new Map<string, number>();
  const runs: Run[] = [];
  const numbers = new Map<number, SentTip>();
  const complain: Ledger['complain'] = (broken, what) => {
    if (violations.has(what)) return;
    const violation = { broken, what, run: runs.length };
    violations.set(what, violation);
    onViolation(violation);
  };
  return {
    tips: [],
    uploads: [],
    runs,
    starts: [],
    get violations() {
      return [...violations.values()];
    },
    counts,
    count: (what, by = 1) => void counts.set(what, (counts.get(what) ?? 0) + by),
    complain,
    begin(off) {
      const born = { number: runs.length + 1, off, endedAt: Number.POSITIVE_INFINITY };
      const run = { ...born, outages: [], filesAway: [], replaced: [] };
      runs.push(run);
      return run;
    },
    answered(tip, answer) {
      tip.answers.push(answer);
      const { number, receipt } = answer;
      if (number === null) return;
      const other = numbers.get(number);
      if (other !== undefined && other !== tip) complain('twice', `number ${number} was given to two tips`);
      numbers.set(number, tip);
      if (tip.answers.some(known => known.number !== null && known.number !== number))
        complain('twice', `the submission of ${tip.mark} was given two numbers`);
      if (tip.answers.some(known => known.receipt !== null && receipt !== null && known.receipt !== receipt))
        complain('twice', `the submission of ${tip.mark} was given two receipts`);
    },
    tipOf: number => numbers.get(number),
  };
}

export const isAcknowledged = ({ answers }: SentTip): boolean => answers.length > 0;
export const numberOf = ({ answers }: SentTip): number | null =>
  answers.find(({ number }) => number !== null)?.number ?? null;
