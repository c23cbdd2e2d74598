import { expect, test } from 'vitest';
import type { Reason } from '../../src/errors.ts';
import { say } from '../../src/i18n/reasons.ts';
import { wordsOf } from '../../src/i18n/words.ts';
import { START } from '../support/clock.ts';

const file = { name: 'a.mp4', limit: 1_000_000 };

/** All that a reader may be refused with. */
const REASONS: readonly Reason[] = [
  { code: 'not-found' },
  { code: 'too-busy' },
  { code: 'files-away' },
  { code: 'held-elsewhere' },
  { code: 'stopping' },
  { code: 'no-space' },
  { code: 'no-space-for-address' },
  { code: 'no-space-at-all' },
  { code: 'too-many-tips', until: START, timeZone: 'Asia/Seoul' },
  { code: 'too-many-uploads' },
  { code: 'not-a-form' },
  { code: 'not-utf8' },
  { code: 'body-too-large' },
  { code: 'too-many-parts' },
  { code: 'broken' },
  { code: 'upload-moved' },
  { code: 'upload-too-long' },
  { code: 'upload-too-large', ...file },
  { code: 'upload-empty', ...file },
  { code: 'missing' },
  { code: 'text-too-long', limit: 200, length: 201 },
  { code: 'consent-needed' },
  { code: 'none-stands-alone' },
  { code: 'anonymous-with-contact' },
  { code: 'way-without-address' },
  { code: 'unanswerable-email' },
  { code: 'under-fourteen' },
  { code: 'file-empty', ...file },
  { code: 'file-too-large', ...file },
  { code: 'files-too-large', ...file },
  { code: 'too-many-files', limit: 10 },
  { code: 'unknown-upload' },
  { code: 'resident-number' },
  { code: 'too-fast' },
  { code: 'trap' },
];

/** A sentence that begins with what to do, or asks for it. */
const STEP = { ko: /주세요/, en: /(?:^|[.,;] |, or )(?:please|choose|send|download|remove|call)\b|please /i };

test.each(REASONS)('a reader who is told $code is told what to do next', reason => {
  expect(say(reason, wordsOf('ko'))).toMatch(STEP.ko);
  expect(say(reason, wordsOf('en'))).toMatch(STEP.en);
});
