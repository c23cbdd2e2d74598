import { deriveSecretKeys } from '../crypto/keys.ts';
import { readSecretKey } from '../crypto/secret-key.ts';
import { WrongKey } from '../db/desk-facts.ts';
import { mastersIn, readSealKeys } from '../db/seal-keys.ts';
import type { Entry } from '../history/entry.ts';
import { formatHead, type Head, parseHead } from '../history/head.ts';
import { type Fault, type Verified, verifyHistory } from '../history/verify.ts';
import { type Command, parseNone, WrongUsage } from './command.ts';
import { onDesk } from './on-desk.ts';

/** The history is not what it was; 1 is for what could not be looked at. */
const FAULTY = 2;
/** So many faults are named. */
const NAMED = 50;

/** `history verify`, with `--head` a head that was kept. */
export const verifyTheHistory: Command = async args => {
  const { head } = parseNone(args, { head: { type: 'string' } });
  const kept = head === undefined ? null : toHead(head);
  const named: string[] = [];
  const onFault = (fault: Fault) => {
    if (named.length < NAMED) named.push(`  ${faultLine(fault)}`);
  };
  const verified = await onDesk(async ({ config, database: { query } }) => {
    const secret = config.secretKey?.key ?? (await readSecretKey(config.dataDir));
    if (secret === null) throw new WrongKey();
    const { lasting } = mastersIn(await readSealKeys(query), deriveSecretKeys(secret));
    return verifyHistory(query, { key: lasting.history, kept, onFault });
  });
  const isWhole = verified.faults === 0 && (verified.kept === null || verified.kept === 'holds');
  return { lines: linesOf(verified, kept, named), exitCode: isWhole ? 0 : FAULTY };
};

function toHead(text: string): Head {
  const head = parseHead(text);
  if (head === null) throw new WrongUsage(`This is no head of a history: ${text}`);
  return head;
}

function linesOf({ entries, head, faults, waiting, kept }: Verified, given: Head | null, named: string[]) {
  const found =
    faults === 0
      ? `Every entry of the history is as it was chained, and in its place: ${entries}.`
      : `Faults in the history, of ${entries} entries: ${faults}.`;
  const more = faults > named.length ? [`  and ${faults - named.length} more`] : [];
  return [
    found,
    ...named,
    ...more,
    ...(waiting > 0 ? [`Entries that are not chained yet, which takes a minute: ${waiting}.`] : []),
    ...keptLines(kept, given),
    ...(head === null ? [] : [`Its head now: ${formatHead(head)}`]),
  ];
}

function keptLines(kept: Verified['kept'], given: Head | null): string[] {
  if (kept === null || given === null)
    return [
      'Whether entries were cut off at its end cannot be seen without a head that was kept elsewhere: --head.',
    ];
  if (kept === 'holds') return [`It goes through the kept head, ${given.place} entries from its beginning.`];
  return [
    kept === 'cut'
      ? `It was cut off: the kept head stood at place ${given.place}, and nothing stands there now.`
      : `It was rewritten: at place ${given.place} it had another head than the one that was kept.`,
  ];
}

function faultLine(fault: Fault): string {
  switch (fault.is) {
    case 'changed':
      return `place ${fault.place}: it is not what was chained: ${entryLine(fault.entry)}`;
    case 'removed':
      return `place ${fault.place}: its entry is gone (event ${fault.event})`;
    case 'places missing':
      return `places ${fault.from} to ${fault.to} are missing, so that the one after them cannot be checked`;
    case 'without a place':
      return `without a place, put in or left over: ${entryLine(fault.entry)}`;
  }
}

/** As it stands there now, whatever it was. */
function entryLine({ id, tip, kind, at }: Entry): string {
  const time = Math.abs(at) <= LATEST ? new Date(at).toISOString() : String(at);
  return `event ${id}, ${tip === null ? 'of no tip' : `of tip ${tip}`}, ${JSON.stringify(kind)}, ${time}`;
}

/** The latest that a Date can be (ECMA-262, section 21.4.1.1). */
const LATEST = 8.64e15;
