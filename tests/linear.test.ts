import { expect, test } from 'vitest';
import { email } from '../src/email.ts';
import { fileNameInMail, inOneLine, shortened } from '../src/mail/letter.ts';
import { mismatchOf } from '../src/media/mismatch.ts';
import { maskResidentNumbers } from '../src/resident-number.ts';
import { fold } from '../src/search/fold.ts';
import { markedPieces } from '../src/search/match.ts';
import { readSearch } from '../src/search/read-search.ts';
import { addTokens } from '../src/search/tokens.ts';
import { readArticle } from '../src/tips/intake/article.ts';
import { cleanFileName, cleanFileType } from '../src/tips/intake/file-name.ts';
import { readHappened } from '../src/tips/intake/happened-at.ts';
import { readPhoneNumber } from '../src/tips/intake/phone-number.ts';
import { clean, headlineOf } from '../src/tips/text.ts';
import { cleanHead } from '../src/web/http/bodies/part-head.ts';
import { distinctNames, endingOf, safeName, shownName } from '../src/web/http/files/file-names.ts';
import { readMetadata } from '../src/web/reader/uploads/upload-metadata.ts';
import { START } from './support/clock.ts';
import { computedFor } from './support/computed.ts';

const LETTERS = 100_000;

/** What patterns stumble over: one piece over and over, and a letter at the end that makes the whole fit nothing. */
const pieces = [
  ' ',
  '.',
  ' .',
  '.a',
  '-',
  '"',
  '" ',
  '";',
  '; ',
  '; name="x',
  ';filename="x',
  '" ;',
  '=',
  '\\',
  '%',
  "'",
  '*',
  '0',
  '1-',
  '10 ',
  '0 (',
  '9',
];
const more = [
  '@',
  'a@',
  '/',
  '\n',
  '\t ',
  '\u0301',
  '가',
  '\u1112\u116a',
  '오전 ',
  '1시',
  '\u202e',
  '\u200b',
  '😀',
];
/** What a pattern begins with and what it waits for in vain: there two greedy pieces of it share what lies between. */
const around = [
  ['a', 'xy'],
  ['a', 'x y'],
  ['a"', 'x"'],
  ['a@', ' @'],
] as const;
const texts = [...pieces, ...more].flatMap(piece =>
  around.map(([begin, end]) => begin + piece.repeat(LETTERS / piece.length) + end),
);

const found = { inspection: { is: 'waiting' }, scan: { is: 'not scanned' } } as const;
const file = { id: '1', size: 1, claimedType: 'video/mp4', sha256: '', ...found };
const search = readSearch('화재 010-1234-5678 1234 567') ?? { typed: '', number: null, terms: [] };

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  clean,
  headlineOf,
  inOneLine,
  shortened: text => shortened(text, 70),
  fileNameInMail,
  cleanFileName,
  cleanFileType,
  shownName,
  safeName,
  endingOf,
  distinctNames: text => distinctNames([text, text, text]),
  mismatchOf: name => mismatchOf({ ...file, name }),
  maskResidentNumbers,
  // What is longer is not read.
  readArticle: text => readArticle(`https://a.example/?x=${text.slice(0, 9_900)}${text.slice(-9_900)}`),
  readPhoneNumber,
  readHappened: text => readHappened(text, { timeZone: 'Asia/Seoul', now: START, lang: 'ko' }),
  email: text => email.safeParse(text),
  readSearch,
  markedPieces: text => markedPieces(text, search),
  addTokens: text => addTokens(fold(text), () => {}),
  'a part’s disposition': text => cleanHead(Buffer.from(`Content-Disposition: form-data; name="${text}`)),
  'a part’s type': text => cleanHead(Buffer.from(`Content-Type: ${text}`)),
  'a part’s whole head': text => cleanHead(Buffer.from(text)),
  readMetadata,
};

/** Far over what it takes, and a fraction of what a pattern takes that tries all pairs of places: half a minute and more. */
test.each(Object.entries(readers))('%s reads 100,000 letters of any kind in no time', async (_, read) => {
  const slow: string[] = [];
  for (const text of texts) if ((await computedFor(() => read(text))) > 3_000) slow.push(text);
  expect(slow.map(text => text.slice(0, 5))).toEqual([]);
});
