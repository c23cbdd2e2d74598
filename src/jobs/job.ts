import type { Kind, Read } from './kinds.ts';

/** A job in hand, with what its row says of it. */
export type Job<K extends Kind> = Read[K] & {
  kind: K;
  /** How often it was claimed, this time included. */
  attempts: number;
  /** Milliseconds since 1970, UTC. */
  claimedAt: number;
  /** Aborted when the job is ours no longer, or when a stop cannot wait any longer. */
  signal: AbortSignal;
};

/** What is done with the jobs of one kind. */
export type Handler<K extends Kind> = {
  /** May run more than once for the same job, so a repeat must be harmless. */
  run(job: Job<K>): Promise<void>;
  /** What a job that is done has come to, in a word, where that is not plain. */
  doneAs?: string;
  /** Rejects while the server that these jobs need is in trouble. */
  probe?(signal: AbortSignal): Promise<void>;
  /** Takes back what `run` has left behind: the job was dropped while it was in hand. */
  undo?(job: Job<K>): Promise<void>;
};

/** For a kind that this desk, as it is set up, does not do: its jobs are not claimed. */
export const LEFT_OWED = 'left owed';

export type HandlersOf<K extends Kind> = { readonly [One in K]: Handler<One> };

/** One for every kind: a new kind does not build without. */
export type Handlers = { readonly [K in Kind]: Handler<K> | typeof LEFT_OWED };

/**
 * What is done about a job that failed. `again`: it is tried after waits that grow, for ever. `wait`: the trouble is the
 * server's and every job's alike, so all wait until it works, and this was no attempt. `wait once`: so it may be, but met by
 * the same job again it is its own. `for days`: a refusal that may pass by itself. `set aside`: trying again would end the
 * same way, so it waits until a person says otherwise.
 */
export type Remedy = 'again' | 'wait' | 'wait once' | 'for days' | 'set aside';

/** `meaning`: the same in words, for whoever reads the log. */
type FailedMore = { cause?: unknown; remedy?: Remedy; meaning?: string | null };

/** A job failed. `reason` is a short code, never a peer's own words: these may echo content. */
export class Failed extends Error {
  override name = 'Failed';
  readonly reason: string;
  readonly remedy: Remedy;
  readonly meaning: string | null;

  constructor(reason: string, { cause, remedy = 'again', meaning = null }: FailedMore = {}) {
    super(reason, { cause });
    this.reason = reason;
    this.remedy = remedy;
    this.meaning = meaning;
  }
}

/** Trying again would end the same way. */
export class SetAside extends Failed {
  override name = 'SetAside';

  constructor(reason: string, more: Omit<FailedMore, 'remedy'> = {}) {
    super(reason, { ...more, remedy: 'set aside' });
  }
}

const CODE = /^[A-Za-z][\w.]{1,39}$/;
const isCode = (value: unknown): value is string => typeof value === 'string' && CODE.test(value);

/** A short code for any error. Its message is left out, because it may hold content. */
export function reasonOf(error: unknown): string {
  if (error instanceof Failed) return error.reason;
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? error.code : undefined;
  return [code, error.name].find(isCode) ?? 'unknown';
}
