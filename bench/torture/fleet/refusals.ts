import type { Ledger, Run, Span } from '../ledger.ts';
import type { Passage } from './balancer.ts';

/**
 * Nobody is turned away while two of three serve. What was in hand at a kill, or while the database was away, may fail; so may
 * files while theirs refuse them, and a part of an upload that a server has in hand when it is told to end; nothing else.
 */
export function createRefusals(ledger: Ledger) {
  const uploadAt = new Map<string, number>();
  return (passage: Passage): void => {
    const { asked, by, status } = passage;
    ledger.count('requests');
    if (status === null) ledger.count('requests broken off');
    else if (status >= 500 && !isExcused(passage, ledger))
      ledger.complain('refused', `${asked.method} ${asked.url} by server ${by} was answered ${status}`);
    if (asked.method !== 'PATCH' || by === null || status !== 204) return;
    const before = uploadAt.get(asked.url ?? '');
    if (before !== undefined && before !== by) ledger.count('uploads that went on at another server');
    uploadAt.set(asked.url ?? '', by);
  };
}

function isExcused(passage: Passage, { runs }: Ledger): boolean {
  const meets = (span: Span) => span.from <= passage.to && passage.from <= span.to;
  const spans = ({ outages, filesAway, replaced }: Run) => [
    ...outages,
    ...(isText(passage) ? [] : filesAway),
    ...(passage.asked.method === 'PATCH' ? replaced : []),
  ];
  return runs.some(run => spans(run).some(meets));
}

/** A tip without files in its body: it needs the database alone. */
const isText = ({ asked: { method, url, headers } }: Passage): boolean =>
  method === 'POST' &&
  url === '/tips' &&
  !!headers['content-type']?.startsWith('application/x-www-form-urlencoded');
