import { staffPaths } from '../../../paths.ts';
import * as answers from '../answers/account.ts';
import { done } from '../answers/any.ts';
import { historyList } from '../answers/desk.ts';
import type { Operation } from '../operation.ts';

/** What is about nobody but who asks. */
export const accountOperations: readonly Operation[] = [
  {
    method: 'get',
    path: `${staffPaths.all}/account`,
    says: "One's own account, with its sessions and tokens.",
    asks: 'staff',
    answers: { 200: { says: 'The account.', json: answers.account } },
  },
  {
    method: 'get',
    path: `${staffPaths.all}/account/history`,
    says: 'What one has done oneself, the latest first, 100 to a page.',
    asks: 'staff',
    query: { after: 'As `next` has it.' },
    answers: { 200: { says: 'A page of it.', json: historyList } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/profile`,
    says: 'What one is called, and the language of one’s pages. It asks to confirm.',
    asks: 'session',
    form: { name: 'A name.', language: '`ko`, `en`, or empty.' },
    answers: done,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/mails`,
    says: 'Of what one wants mails; what is left out is not wanted.',
    asks: 'staff',
    form: {
      assigned: '`on`: of a tip that a colleague assigns to one.',
      mentioned: '`on`: of a note that calls one.',
      reminders: '`on`: in the morning, of what one is to look at again on that day.',
      reader: '`on`: of more from the reader of a tip that is one’s own.',
      offered: 'The words above that are meant, with spaces between; all, where it is left out.',
    },
    answers: done,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/password`,
    says: 'Another password. It ends all other sessions.',
    asks: 'session',
    form: { present: 'The present one.', password: 'The new one.' },
    needs: ['present', 'password'],
    answers: done,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/sessions`,
    says: 'Names a session.',
    asks: 'session',
    form: { id: 'Its id.', name: 'A name of your own.' },
    needs: ['id', 'name'],
    answers: done,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/sessions/end`,
    says: 'Ends a session, or all others.',
    asks: 'session',
    form: { id: 'Its id.', others: '`on`: all but this one.' },
    answers: done,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/tokens`,
    says: 'Makes a token for a program, which is told once. It asks to confirm.',
    asks: 'session',
    form: { name: 'What it is for.' },
    needs: ['name'],
    answers: { 201: { says: 'The token.', json: answers.madeToken } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/tokens/end`,
    says: 'Ends a token.',
    asks: 'session',
    form: { id: 'Its id.' },
    needs: ['id'],
    answers: done,
  },
];
