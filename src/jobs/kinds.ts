/** How what a job is about, an id and never content, is written in its row, and read back; null where it cannot be. */
type Subject<S> = { write(subject: S): string; read(written: string): S | null };

const tipNumber: Subject<number> = {
  write: String,
  read: written => (/^[1-9]\d{0,15}$/.test(written) ? Number(written) : null),
};
const eventId = tipNumber;
/** An event, and the note that goes with it. */
const eventAndNote: Subject<{ event: number; note: string | null }> = {
  write: ({ event, note }) => (note === null ? String(event) : `${event} ${note}`),
  read(written) {
    const [, event, note = null] = /^([1-9]\d{0,15})(?: ([0-9a-f]{32}))?$/.exec(written) ?? [];
    return event === undefined ? null : { event: Number(event), note };
  },
};
const fileId: Subject<string> = { write: id => id, read: written => written };
const randomId = fileId;
const day = fileId;
/** A day, and the account of whoever is reminded on it. */
const dayOfSomebody: Subject<{ day: string; staffId: string }> = {
  write: ({ day, staffId }) => `${day} ${staffId}`,
  read(written) {
    const [, day, staffId] = /^(\d{4}-\d\d-\d\d) (\S+)$/.exec(written) ?? [];
    return day === undefined || staffId === undefined ? null : { day, staffId };
  },
};

/** A job that is done once. */
type Single<S> = { subject: S };
/**
 * One of those that are done once for each recipient. `position`: 1 for the first, 2 for the next. `brokenOff`: how often it broke
 * off because of what it carries, as its handler has noted.
 */
export type Delivery<S> = { subject: S; position: number; recipient: string; brokenOff: number };

/** What jobs need beside the desk itself, and wait for together while it is in trouble. */
export type Server = 'mail server';

type Row = { subject: string; position: number; recipient: string | null; broken_off: number };

/** `slots`: so many are done at once by each process. */
type Facts<D extends Single<unknown>> = {
  slots: number;
  server: Server | null;
  write(subject: D['subject']): string;
  /** Null: it was not written by a desk that knows the kind as we do. */
  read(row: Row): D | null;
};

const single = <S>(
  { write, read }: Subject<S>,
  { slots, server = null }: { slots: number; server?: Server | null },
): Facts<Single<S>> => ({
  slots,
  server,
  write,
  read(row) {
    const subject = read(row.subject);
    return subject === null ? null : { subject };
  },
});

const delivery = <S>(
  { write, read }: Subject<S>,
  { slots, server }: { slots: number; server: Server },
): Facts<Delivery<S>> => ({
  slots,
  server,
  write,
  read({ position, recipient, broken_off: brokenOff, ...row }) {
    const subject = read(row.subject);
    return subject === null || recipient === null ? null : { subject, position, recipient, brokenOff };
  },
});

/**
 * Every kind of job, by the word that stands in its row: what it is about, whether it goes to recipients, and how many are
 * done at once. What takes long in one kind holds up nothing in another.
 */
const kinds = {
  // Twice as many as the connections to the mail server, which so stay busy while others wait for the disk.
  'tip mail': delivery(tipNumber, { slots: 10, server: 'mail server' }),
  'test mail': delivery(randomId, { slots: 2, server: 'mail server' }),
  'invitation mail': delivery(randomId, { slots: 2, server: 'mail server' }),
  'retention notice': delivery(randomId, { slots: 2, server: 'mail server' }),
  'colleague mail': delivery(eventAndNote, { slots: 2, server: 'mail server' }),
  'reminder mail': delivery(dayOfSomebody, { slots: 2, server: 'mail server' }),
  // Of the change by which somebody was given several at once.
  'assigned tips mail': delivery(randomId, { slots: 2, server: 'mail server' }),
  'reader mail': delivery(eventId, { slots: 2, server: 'mail server' }),
  'daily mail': delivery(day, { slots: 2, server: 'mail server' }),
  // By its own id: from then on its reader sees it.
  'show answer': single(randomId, { slots: 5 }),
  // By its event. Where to, the tip says when its turn comes: no job names a reader.
  'answer mail': single(eventId, { slots: 2, server: 'mail server' }),
  // The sandbox takes one file at a time: a third would only wait for it.
  'inspect file': single(fileId, { slots: 2 }),
  'scan file': single(fileId, { slots: 5 }),
  'erase file': single(fileId, { slots: 5 }),
  'erase replaced file': single(fileId, { slots: 1 }),
  // Of the event by which a reader took them back.
  'erase contacts': single(eventId, { slots: 1 }),
  'erase traces': single(tipNumber, { slots: 1 }),
} as const;

export type Kind = keyof typeof kinds;

/** What a job's row says, by its kind. */
export type Read = { [K in Kind]: NonNullable<ReturnType<(typeof kinds)[K]['read']>> };

/** Those that go to a mail server. */
export type MailKind = { [K in Kind]: Read[K] extends Delivery<unknown> ? K : never }[Kind];

export const KINDS: { readonly [K in Kind]: Facts<Read[K]> } = kinds;

const isKind = (word: string): word is Kind => Object.hasOwn(kinds, word);

export const ALL_KINDS: readonly Kind[] = Object.keys(kinds).filter(isKind);
