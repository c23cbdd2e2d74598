import { namedTrouble, type Trouble, withTrouble } from '../trouble.ts';
import { type SmtpFacts, troubleOf } from './smtp-trouble.ts';

/**
 * As a job's row keeps it: `550 5.1.1 at RCPT TO`, or a code such as `ECONNREFUSED`; never the server's words, which may echo
 * content. What these alone told is named behind it.
 */
export function writeReason(facts: SmtpFacts, trouble: Trouble): string {
  const { reply, enhanced, command, code } = facts;
  const answer = [
    reply,
    ...(enhanced === '' ? [] : [enhanced]),
    ...(command === '' ? [] : [`at ${command}`]),
  ];
  const written = reply === 0 ? code : answer.join(' ');
  return readReason(written).trouble === trouble ? written : withTrouble(written, trouble);
}

const ANSWER = /^(\d{3})(?: ([245]\.\d{1,3}\.\d{1,3}))?(?: at ([A-Z][A-Z0-9 -]*))?$/;

/** What the row's words mean, be they an older version's. */
export function readReason(reason: string): { code: string; trouble: Trouble } {
  const named = namedTrouble(reason);
  if (named !== null) return named;
  const [, reply, enhanced = '', command = ''] = ANSWER.exec(reason) ?? [];
  const facts = { step: 'session', command, enhanced, text: '' } as const;
  const code = reply === undefined ? reason : '';
  return { code: reason, trouble: troubleOf({ ...facts, code, reply: Number(reply ?? 0) }) };
}
