import type * as ko from '../../ko/staff/confirmation.ts';

export const confirmation: typeof ko.confirmation = {
  title: 'Is it you?',
  lead: 'Before this is done, please confirm that it is you. Then it goes on at once.',
  once: 'You are not asked again for ten minutes.',
  password: 'Password',
  send: 'Confirm and go on',
  cancel: 'Go back without doing it',
  wrong: 'That did not match. Please try again. Nothing has been changed yet.',
  needed:
    'This takes a confirmation, within the last ten minutes, that it is you. Nothing has been changed yet.',
};
