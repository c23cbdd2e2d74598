import { z } from 'zod';
import { staffPaths } from '../../../paths.ts';
import { CLOSING_OUTCOMES } from '../../../tips/outcomes.ts';
import { done, refused, version } from '../answers/any.ts';
import * as answers from '../answers/tip.ts';
import type { Answer, Operation } from '../operation.ts';

/** What is sent from a tip's page where the session has ended meanwhile, or is another's by now: what was typed is kept. */
const refusedToWriter = z.union([refused, answers.draft]);

const VERSION_SEEN = 'The version that was seen; 409 where the tip has another by now.';
const changed: Answer = { says: "It is done; the tip's new version.", json: version };

type Change = Pick<Operation, 'says' | 'form'> & Partial<Pick<Operation, 'asks' | 'answers' | 'refused'>>;

const change = (path: string, { form = {}, ...more }: Change): Operation => ({
  method: 'post',
  path: `${staffPaths.all}/tips/:number/${path}`,
  asks: 'staff',
  refused: refusedToWriter,
  answers: { 200: changed },
  ...more,
  form: { version: VERSION_SEEN, ...form },
  needs: ['version'],
});

const noted = { with: '`note`: `body` is added as a note by the same press.', body: 'What was typed.' };

const file = (
  method: Operation['method'],
  path: string,
  says: string,
  type = 'application/octet-stream',
): Operation => ({
  method,
  path: `${staffPaths.all}/tips/:number/${path}`,
  says,
  asks: 'staff',
  answers: { 200: { says: 'Its bytes. Ranges are heeded (206).', type } },
});

/** What staff ask about one tip. */
export const tipOperations: readonly Operation[] = [
  {
    method: 'get',
    path: `${staffPaths.all}/tips/:number`,
    says: 'All of a tip but its contacts, of which the ways alone are told. Looking is written into the history.',
    asks: 'staff',
    answers: { 200: { says: 'The tip, or what stays of a forgotten one.', json: answers.tip } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/tips/:number/contacts`,
    says: "Its reader's name and contacts; the history says who saw them.",
    asks: 'staff',
    answers: { 200: { says: 'The contacts.', json: answers.contacts } },
    refused: refusedToWriter,
  },
  change('opening', { says: 'Takes it up.', form: noted }),
  change('closure', {
    says: 'Closes it.',
    form: {
      ...noted,
      outcome: CLOSING_OUTCOMES.map(outcome => `\`${outcome}\``).join(', '),
      article: 'The URL of what was published.',
      duplicate_of: 'The number of the tip that a duplicate says once more.',
    },
  }),
  change('reopening', { says: 'Opens it again.', form: noted }),
  change('no-answer', {
    says: 'Says that what its reader wrote last needs no answer, or takes that back.',
    form: { on: '`on` says so, until they write again; without it, it is to be answered.' },
  }),
  change('block', {
    says: 'Blocks the talk with its reader, or takes that back.',
    form: { on: '`on` blocks it; without it, its reader can write again.' },
  }),
  change('hold', {
    says: 'Sets a legal hold, or releases it.',
    form: { on: '`on` sets it; without it, it is released.', reason: 'Why; needed where it is set.' },
  }),
  change('topic', {
    says: 'Says what it is about. Out of a confidential topic it asks to confirm.',
    form: { topic: 'A slug, or empty for none.' },
  }),
  change('assignment', {
    says: 'Gives it to somebody to work on; a new tip is open then. Who would take what a colleague has is told so (409).',
    form: { to: 'An e-mail, `me`, or empty for nobody.' },
  }),
  change('importance', { says: 'Says how important it is.', form: { importance: '`0`, `1` or `2`.' } }),
  change('tags', {
    says: 'Gives it tags, and takes others off.',
    form: {
      add: 'Tags, each by itself or with commas between.',
      remove: 'Tags in the same way.',
    },
  }),
  change('checks', {
    says: 'Says that an item of the checklist is done, or is not.',
    form: { item: 'In its own words.', done: '`on` where it is; without it, it is not.' },
  }),
  change('files/:id/disturbing', {
    says: 'Marks a file as disturbing, so that nobody sees it unasked, or takes that back.',
    form: { on: '`on` where it is; without it, it is not.' },
  }),
  change('reminder', {
    says: 'Says on which day it is looked at again; from then on it is due.',
    form: { on: 'A day (`2026-11-30`) in the time zone of the desk, or empty for none.' },
  }),
  change('forwarding', {
    says: 'Hands it on to a colleague by mail, who may see it from then on.',
    form: { to: "A colleague's e-mail.", note: 'What is said with it; it is added as a note.' },
  }),
  change('forgetting', {
    says: 'Forgets it for good. It asks to confirm.',
    asks: 'session',
    refused: refused,
    form: { confirmed: '`on`: it is meant.' },
  }),
  {
    method: 'post',
    path: `${staffPaths.all}/tips/:number/messages`,
    says: "Answers its reader, on the reader's own page and by another way too, 15 seconds later. Where something was said that the writer had not seen, nothing is sent (409, `read-first`).",
    asks: 'staff',
    form: {
      version: VERSION_SEEN,
      body: '100,000 letters at most.',
      way: '`receipt`, or `email` where `ways` has it; `receipt` unless said.',
      seen: 'The id of the last message that the writer saw.',
      files: { says: 'For the receipt page alone; as many as a reader may send.', is: 'file' },
    },
    needs: ['version', 'body', 'seen'],
    answers: {
      200: { says: "It is kept; the tip's new version, and the message's id.", json: answers.answered },
    },
    refused: refusedToWriter,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/tips/:number/messages/:message/undo`,
    says: 'Takes an answer back that its reader has not been shown (its `fate` is `waiting` or `held back`); 409 where they have.',
    asks: 'staff',
    answers: { 200: { says: 'What it said.', json: answers.unanswered } },
    refused: refusedToWriter,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/tips/:number/notes`,
    says: 'Adds a note.',
    asks: 'staff',
    form: { body: '10,000 letters at most.' },
    needs: ['body'],
    answers: { 303: { says: 'It is added.', leadsOn: true } },
    refused: refusedToWriter,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/tips/:number/drafts`,
    says: 'Keeps what was typed and not sent, for whoever typed it.',
    asks: 'staff',
    form: {
      body: 'Of the note.',
      article: 'Of the closing.',
      reason: 'Of the hold.',
      draft: '32 hexadecimal digits that the page makes up.',
      seen: 'The revision that was seen.',
      remove: 'An id and a revision, to be thrown away.',
    },
    answers: { 200: { says: 'What is kept, or null where nothing is.', json: answers.draft } },
    refused: refusedToWriter,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/tips/:number/resident-numbers`,
    says: 'The tip with resident registration numbers unmasked on the page; the history tells of it.',
    asks: 'staff',
    answers: { 200: { says: 'The tip.', json: answers.tip } },
    refused: refusedToWriter,
  },
  ...(['give-up', 'inbox'] as const).map(
    (path): Operation => ({
      method: 'post',
      path: `${staffPaths.all}/tips/:number/mails/${path}`,
      says:
        path === 'inbox'
          ? "Sends a mail to each address of today's inbox that has none of this tip."
          : 'Gives up a mail that is stuck.',
      asks: 'staff',
      form: { mail: 'Its id.' },
      needs: ['mail'],
      answers: done,
    }),
  ),
  file('get', 'files/:id', 'A file as it was sent.'),
  file('post', 'files/:id', 'A file that is infected, to be saved all the same.'),
  file('get', 'files/:id/thumbnail', 'What was made of a picture, small.', 'image/webp'),
  file('get', 'files/:id/copy', 'What was made of a picture, without place and device.'),
  file('get', 'files.zip', 'All files but infected ones, with a list of them.', 'application/zip'),
];
