import { staffPaths } from '../../../paths.ts';
import { done, version } from '../answers/any.ts';
import * as answers from '../answers/people.ts';
import type { Operation } from '../operation.ts';

const VERSION_SEEN = 'The version that was seen.';

const called = {
  name: 'What they are called.',
  role: '`admin`, `editor` or `reporter`.',
  language: '`ko`, `en`, or empty.',
};

const invited = { 201: { says: 'They are invited.', json: answers.invited } };

type Change = Pick<Operation, 'says' | 'form' | 'needs' | 'answers'>;

const change = (path: string, more: Change): Operation => ({
  method: 'post',
  path: `${staffPaths.all}/staff${path}`,
  asks: 'session',
  ...more,
});

/** Who works at the desk: for admins, and each change asks to confirm. */
export const peopleOperations: readonly Operation[] = [
  {
    method: 'get',
    path: `${staffPaths.all}/staff`,
    says: 'All who work at the desk, or did.',
    asks: 'staff',
    answers: { 200: { says: 'The people.', json: answers.people } },
  },
  change('', {
    says: 'Invites somebody by a link that sets a password.',
    form: { email: 'Where the link goes.', ...called },
    needs: ['email', 'role'],
    answers: invited,
  }),
  {
    method: 'get',
    path: `${staffPaths.all}/staff/:person`,
    says: 'One of them, with the open tips that are theirs.',
    asks: 'staff',
    answers: { 200: { says: 'The person.', json: answers.person } },
  },
  change('/:person', {
    says: 'Changes name, role and language.',
    form: { version: VERSION_SEEN, ...called },
    needs: ['version'],
    answers: { 200: { says: 'The new version.', json: version } },
  }),
  change('/:person/invitation', {
    says: 'Another link for who has no password.',
    form: { version: VERSION_SEEN },
    needs: ['version'],
    answers: invited,
  }),
  change('/:person/factor-reset', {
    says: 'Takes all their factors away, and ends all their sessions.',
    answers: done,
  }),
  change('/:person/deactivation', {
    says: 'Closes the account, or takes an invitation back.',
    form: { version: VERSION_SEEN, tips: 'How many open ones were seen.' },
    needs: ['version', 'tips'],
    answers: done,
  }),
  change('/:person/reactivation', {
    says: 'Opens it again, with a new link.',
    form: { version: VERSION_SEEN },
    needs: ['version'],
    answers: invited,
  }),
];
