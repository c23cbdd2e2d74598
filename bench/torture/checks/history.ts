import type { Ledger, SentTip } from '../ledger.ts';
import type { Observed, TipRecord } from './observed.ts';

/** From where each change of state leads, and where to. */
const steps: Readonly<Record<string, { from: readonly string[]; to: string }>> = {
  opened: { from: ['new'], to: 'open' },
  closed: { from: ['new', 'open'], to: 'closed' },
  reopened: { from: ['closed'], to: 'open' },
};

/** Each of these makes the tip's version one more. */
const isChange = ({ kind }: { kind: string }) => kind in steps || kind === 'forgotten';

/**
 * Looking at a tip leaves a trace even when it is forgotten; and a look that began before may be noted after, because
 * what was seen was seen.
 */
const looks: ReadonlySet<string> = new Set(['viewed', 'contact viewed', 'file viewed']);

/** What stands in a tip's history makes sense by itself, agrees with its row, and holds all that staff were told is done. */
export function checkHistories({ records }: Observed, ledger: Ledger): void {
  for (const record of records.values()) {
    const wrong = (what: string) => ledger.complain('half', `tip ${record.tip.number}: ${what}`);
    checkOrder(record, wrong);
    checkState(record, wrong);
    if (record.sent === undefined) continue;
    checkChanges(record, record.sent, ledger);
    checkNotes(record, record.sent, ledger);
  }
}

type Wrong = (what: string) => void;

function checkOrder({ events }: TipRecord, wrong: Wrong): void {
  const kinds = events.map(({ kind }) => kind);
  if (kinds[0] !== 'received') wrong(`its history begins with ${kinds[0]}`);
  if (kinds.filter(kind => kind === 'received').length > 1) wrong('it was received twice');
  const end = kinds.indexOf('forgotten');
  if (end < 0) return;
  for (const kind of kinds.slice(end + 1)) if (!looks.has(kind)) wrong(`${kind} after it was forgotten`);
}

function checkState({ tip, events, notes }: TipRecord, wrong: Wrong): void {
  let state = 'new';
  let since = tip.received_at;
  for (const { kind, at } of events) {
    const step = steps[kind];
    if (step === undefined) continue;
    if (!step.from.includes(state)) wrong(`${kind} while it was ${state}`);
    state = step.to;
    since = at;
  }
  if (tip.state !== state || tip.state_since !== since)
    wrong(`it is ${tip.state} since ${tip.state_since}, and by its history ${state} since ${since}`);
  const changes = events.filter(isChange).length;
  if (tip.version !== 1 + changes) wrong(`it has version ${tip.version} after ${changes} changes`);
  const isForgotten = events.some(({ kind }) => kind === 'forgotten');
  if (isForgotten !== (tip.forgotten_at !== null))
    wrong('row and history disagree on whether it is forgotten');
  const noted = events.filter(({ kind }) => kind === 'noted').length;
  if (!isForgotten && noted !== notes.length) wrong(`${notes.length} notes, and ${noted} in its history`);
}

/** A change that named version 3 is the third one of the tip, if it was made at all. */
function checkChanges({ tip, events }: TipRecord, sent: SentTip, { complain }: Ledger): void {
  const made = events.filter(isChange).map(({ kind }) => kind);
  for (const { kind, version, is } of sent.changes) {
    if (is === 'acknowledged' && made[version - 1] !== kind)
      complain('lost', `tip ${tip.number}: ${kind} at version ${version}, found ${made[version - 1]}`);
  }
  for (const [index, kind] of made.entries()) {
    if (!sent.changes.some(change => change.kind === kind && change.version === index + 1))
      complain('half', `tip ${tip.number}: nobody asked for ${kind} at version ${index + 1}`);
  }
}

function checkNotes({ tip, notes }: TipRecord, sent: SentTip, { complain }: Ledger): void {
  if (tip.forgotten_at !== null) return;
  for (const { body, is } of sent.notes) {
    const found = notes.filter(note => note.body === body).length;
    if (found > 1) complain('twice', `tip ${tip.number}: note ${body}`);
    if (found === 0 && is === 'acknowledged') complain('lost', `tip ${tip.number}: note ${body}`);
  }
  for (const { body } of notes)
    if (!sent.notes.some(note => note.body === body))
      complain('half', `tip ${tip.number}: nobody wrote ${body}`);
}
