import { staffPaths } from '../../../paths.ts';
import * as answers from '../answers/account.ts';
import { done, nothing } from '../answers/any.ts';
import type { Operation } from '../operation.ts';

const toldOnce = { says: 'They are told once.', json: answers.recoveryCodes };
const added = {
  200: { says: 'It counts.', json: nothing },
  201: { says: 'It is the first factor: recovery codes, told once.', json: answers.recoveryCodes },
};
const options = { 200: { says: 'As `navigator.credentials` takes them.', json: answers.passkeyOptions } };

/** What one signs in by beside the password, or in its place. */
export const factorOperations: readonly Operation[] = [
  {
    method: 'get',
    path: `${staffPaths.all}/account/second-factor`,
    says: 'What one signs in by beside the password.',
    asks: 'staff',
    answers: { 200: { says: 'The factors, and how many recovery codes are left.', json: answers.factors } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/app`,
    says: 'Begins to set up an app that makes codes. It asks to confirm.',
    asks: 'session',
    answers: { 200: { says: 'What the app is given.', json: answers.appSetup } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/app/code`,
    says: 'Ends that: from now on the app counts. It asks to confirm.',
    asks: 'session',
    form: { setup: 'As it was answered.', code: 'What the app shows.' },
    needs: ['setup', 'code'],
    answers: added,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/app/end`,
    says: 'Takes the app away. It asks to confirm.',
    asks: 'session',
    answers: done,
  },
  {
    method: 'get',
    path: `${staffPaths.all}/account/passkeys`,
    says: 'What a browser is asked to make.',
    asks: 'session',
    answers: options,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/passkeys`,
    says: 'Adds the passkey that it has made. It asks to confirm.',
    asks: 'session',
    form: { name: 'What it is called.', passkey: 'What the browser has made, as JSON.' },
    needs: ['name', 'passkey'],
    answers: added,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/passkeys/end`,
    says: 'Takes one away. It asks to confirm.',
    asks: 'session',
    form: { id: 'Its id.' },
    needs: ['id'],
    answers: done,
  },
  {
    method: 'get',
    path: `${staffPaths.all}/login/passkey`,
    says: 'What a browser is asked, to sign in.',
    asks: 'anybody',
    answers: options,
  },
  {
    method: 'get',
    path: `${staffPaths.all}/confirmation/passkey`,
    says: 'What a browser is asked, to confirm.',
    asks: 'session',
    answers: options,
  },
  {
    method: 'post',
    path: `${staffPaths.all}/account/recovery-codes`,
    says: 'Other recovery codes in place of those of before. It asks to confirm.',
    asks: 'session',
    answers: { 201: toldOnce },
  },
];
