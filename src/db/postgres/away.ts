import { z } from 'zod';
import { DatabaseAway, type Trouble, type Troubles } from '../troubles.ts';

/** By SQLSTATE (PostgreSQL's appendix A). */
const BY_CODE: Readonly<Record<string, Trouble>> = {
  '53300': 'full',
  '25006': 'read-only',
  '42501': 'no-rights',
  '53200': 'away',
  '53400': 'away',
  '57014': 'away',
  '57P01': 'away',
  '57P02': 'away',
  '57P03': 'away',
  '57P04': 'away',
  '57P05': 'away',
  '58000': 'away',
  '58030': 'away',
  ECONNREFUSED: 'away',
  ECONNRESET: 'away',
  EPIPE: 'away',
  ETIMEDOUT: 'away',
  EHOSTUNREACH: 'away',
  ENETUNREACH: 'away',
};

/** A pooler (pgbouncer) has one code, 08P01, for all that it says, and repeats the server's words. */
const FULL =
  /no more connections allowed|too many (clients|connections)|connection slots|query_wait_timeout|timeout exceeded when trying to connect/;

/** What the driver says without a code. */
const GONE =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired)/;

const described = z.object({ code: z.string().optional().catch(undefined), message: z.string() });

/** What the error of a query, or of a connection that could not be had, says of the database; null where it is about the query. */
export function awayFrom(error: unknown): DatabaseAway | null {
  if (error instanceof DatabaseAway) return error;
  const { code, message } = described.catch({ message: '' }).parse(error);
  const byCode = code === undefined ? undefined : BY_CODE[code];
  const isOfLine = code?.startsWith('08') === true || (code === undefined && GONE.test(message));
  const isFull = (isOfLine || code === undefined) && FULL.test(message);
  const why = isFull ? 'full' : (byCode ?? (isOfLine ? 'away' : undefined));
  return why === undefined ? null : new DatabaseAway(why, code, error);
}

/** Of a connection that could not be had, whatever the reason. */
export function awayAtConnecting(error: unknown): DatabaseAway {
  const code = described.safeParse(error).data?.code;
  return awayFrom(error) ?? new DatabaseAway('away', code, error);
}

/** What an error is told as. */
export type Told = (error: unknown) => unknown;

/** What it says of the database, which is noted; else the error itself. */
export const telling =
  (troubles: Troubles): Told =>
  error => {
    const away = awayFrom(error);
    if (away !== null) troubles.note(away);
    return away ?? error;
  };
