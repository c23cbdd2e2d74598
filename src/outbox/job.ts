/** One thing that is owed, in hand. */
export type Job = {
  kind: string;
  /** What it is about, such as a tip's number: an id, never content. */
  subject: string;
  /** 1 for the first of its kind and subject, 2 for the next. */
  position: number;
  recipient: string | null;
  /** How often it was claimed, this time included. */
  attempts: number;
  /** Milliseconds since 1970, UTC. */
  claimedAt: number;
  /** Aborted when the job is ours no longer, or when a stop cannot wait any longer. */
  signal: AbortSignal;
};

/** What the outbox does with the jobs of one kind. */
export type Handler = {
  /** May run more than once for the same job, so a repeat must be harmless. */
  run(job: Job): Promise<void>;
  /** What a job that is done has come to, in a word, where that is not plain. */
  doneAs?: string;
  /** Takes back what `run` has left behind: the job was dropped while it was in hand. */
  undo?(job: Job): Promise<void>;
};

/** A job failed and is tried again. `reason` is a short code, never a peer's own words: these may echo content. */
export class Failed extends Error {
  override name = 'Failed';
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/** A job failed for good: trying again would end the same way, so it waits until a person says otherwise. */
export class SetAside extends Failed {
  override name = 'SetAside';
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
