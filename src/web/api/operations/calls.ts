import { z } from 'zod';
import { staffPaths } from '../../../paths.ts';
import { refused } from '../answers/any.ts';
import * as answers from '../answers/calls.ts';
import { draft } from '../answers/tip.ts';
import type { Operation } from '../operation.ts';

/** Where the session has ended meanwhile, or is another's by now: what was typed is kept. */
const refusedToWriter = z.union([refused, draft]);

const callFields = {
  kind: '`call`, `letter` or `visit`; `call` unless said.',
  direction: '`in` where they called, `out` where we did; `in` unless said.',
  number: 'A telephone number; empty where it was withheld.',
  started: 'ISO 8601, in the zone of the desk where it names none; now unless said.',
  ended: 'The same.',
  note: 'What they said; 100,000 code points at most. They can read it by their receipt.',
  place: 'Where it happened.',
  happened_at: 'When, as they said it.',
  consent: 'In which words they agreed.',
  consent_contact: '`on`: they said that we may get back to them.',
  use: 'Of photos and films: `yes`, `unnamed` or `no`.',
  topic: 'A slug.',
  call_back: 'A day (`2026-11-30`) in the time zone of the desk, on which somebody gets back to them.',
  taker: "A colleague's e-mail; whoever asks unless said.",
  tip: 'The number of a tip that it is about.',
  told: '`yes`: they were told that it is recorded.',
} as const;

/** Calls, letters and visits, which staff write down. */
export const callOperations: readonly Operation[] = [
  {
    method: 'get',
    path: staffPaths.calls(),
    says: 'What whoever asks has begun to write down.',
    asks: 'staff',
    answers: { 200: { says: 'The latest first.', json: answers.begunCalls } },
  },
  {
    method: 'post',
    path: staffPaths.calls(),
    says: 'Writes down a call, a letter or a visit: as a new tip, or as more of one that is there.',
    asks: 'staff',
    form: {
      ...callFields,
      recording: { says: 'Where the desk is set to keep some; it needs `told`.', is: 'file' },
      submission: 'An id of yours: sent again with the same content, it is the same tip.',
      draft: 'What was kept of it meanwhile, which goes.',
      seen: 'The revision of that.',
    },
    needs: ['note'],
    refused: refusedToWriter,
    answers: {
      200: { says: 'A repeat: it was written down before.', json: answers.writtenCall },
      201: { says: 'It is kept.', json: answers.writtenCall },
    },
  },
  {
    method: 'post',
    path: staffPaths.callsEarlier,
    says: 'Tips of the same number, of those whose contacts whoever asks may see. The history tells of it, on each of them too.',
    asks: 'staff',
    form: { number: 'A telephone number.' },
    needs: ['number'],
    refused: refusedToWriter,
    answers: { 200: { says: 'The newest first, ten at most.', json: answers.earlierTips } },
  },
  {
    method: 'post',
    path: staffPaths.callDrafts,
    says: 'Keeps what was typed and not written down, for whoever typed it and for a week.',
    asks: 'staff',
    form: {
      ...callFields,
      draft: '32 hexadecimal digits that the page makes up.',
      seen: 'The revision that was seen.',
      remove: '`on`: it is thrown away.',
    },
    refused: refusedToWriter,
    answers: { 200: { says: 'What is kept, or null where nothing is.', json: draft } },
  },
  {
    method: 'get',
    path: staffPaths.callWritten,
    says: 'Number and receipt of what whoever asks wrote down last, by a cookie, for 30 minutes.',
    asks: 'session',
    answers: { 200: { says: 'To be read out.', json: answers.writtenCall } },
  },
];
