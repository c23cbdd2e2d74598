import type { Say } from './i18n/words.ts';

/** What a form refuses: for each field, the words that stand beside it. */
export type Faults = Readonly<Record<string, Say>>;

/**
 * What a person may be told. All else bubbles up to the one error page, which tells no more than an id.
 * `status` is the HTTP status; `retryAfter` is in seconds.
 */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  readonly say: Say;
  readonly faults: Faults;
  readonly retryAfter: number | undefined;

  constructor(status: number, say: Say, more: { faults?: Faults; retryAfter?: number } = {}) {
    super(`refused with ${status}`);
    this.status = status;
    this.say = say;
    this.faults = more.faults ?? {};
    this.retryAfter = more.retryAfter;
  }
}

export const notFound = () => new Refusal(404, words => words.errors.notFound);

/** More come than can be kept. Those who try again do not all come back at the same second. */
export const tooBusy = () =>
  new Refusal(503, words => words.errors.tooBusy, { retryAfter: 5 + Math.floor(Math.random() * 10) });

/** Files cannot be taken or shown for a while; all else can. In seconds, as above. */
export const filesAway = () => new Refusal(503, words => words.errors.filesAway, { retryAfter: 30 });
