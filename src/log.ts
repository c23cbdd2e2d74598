import { pino } from 'pino';

export type Log = {
  info(facts: Facts, event: string): void;
  warn(facts: Facts, event: string): void;
  error(facts: Facts, event: string): void;
};

/** What may stand in the log: ids, counts, codes and the route's pattern, never its values. */
type Facts = {
  error?: unknown;
  id?: string;
  route?: string;
  status?: number;
  kind?: string;
  code?: string;
  count?: number;
  attempts?: number;
  /** In words, of our own. */
  trouble?: string;
};

/**
 * A logger that cannot log a source: there is no request log, and of an error only what cannot hold a tip's
 * words is written: its kind, its code and where it was thrown. A message may repeat what a reader wrote.
 */
export function createLog(write?: (line: string) => void): Log {
  const options = { base: null, serializers: { error: withoutWords } };
  return write === undefined
    ? pino(options, pino.destination({ dest: 2, sync: true }))
    : pino(options, { write });
}

function withoutWords(error: unknown) {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code =
    'code' in error && typeof error.code === 'string' && /^\w{1,40}$/.test(error.code)
      ? error.code
      : undefined;
  // A frame ends in a place in the code; a line of the message that only begins like one does not.
  const where = error.stack
    ?.slice(`${error.name}: ${error.message}`.length)
    .split('\n')
    .filter(line => /^\s+at .*(file|node):[\w/.:@-]+:\d+:\d+\)?$/.test(line))
    .slice(0, 12)
    .map(line => line.trim());
  return { kind: error.name, code, where };
}
