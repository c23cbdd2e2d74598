import { staffPaths } from '../../../paths.ts';
import { done, version } from '../answers/any.ts';
import * as answers from '../answers/desk.ts';
import type { Operation } from '../operation.ts';

const form = {
  name: 'Up to 40 letters; none of the desk’s own views is called so, and no other that one has.',
  query: 'What it holds, as the query of the list’s address.',
  shared: '`on`: it is the desk’s; for editors and admins.',
};
const seen = { version: 'The version that was seen.' };
const { all } = staffPaths;

/** Lists that have a name. */
export const viewOperations: readonly Operation[] = [
  {
    method: 'get',
    path: `${all}/views`,
    says: 'Saved views: one’s own, and those that the desk shares. `query` is null where it names what the asker cannot see.',
    asks: 'staff',
    answers: { 200: { says: 'All of them.', json: answers.viewList } },
  },
  {
    method: 'post',
    path: `${all}/views`,
    says: 'Saves a list as a view: up to twelve of one’s own, and twelve that are shared.',
    asks: 'staff',
    form,
    needs: ['name', 'query'],
    answers: { 201: { says: 'It is saved.', json: answers.madeView } },
  },
  {
    method: 'post',
    path: `${all}/views/:view`,
    says: 'Changes a view; without `query` it holds what it did, and without `shared` it is whose who asks.',
    asks: 'staff',
    form: { ...seen, ...form },
    needs: ['version', 'name'],
    answers: { 200: { says: 'The new version.', json: version } },
  },
  {
    method: 'post',
    path: `${all}/views/:view/removal`,
    says: 'Removes a view.',
    asks: 'staff',
    form: seen,
    needs: ['version'],
    answers: done,
  },
];
