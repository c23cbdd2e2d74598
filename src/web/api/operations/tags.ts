import { staffPaths } from '../../../paths.ts';
import * as answers from '../answers/tags.ts';
import type { Operation } from '../operation.ts';

/** What is done with a tag on all tips. */
export const tagOperations: readonly Operation[] = [
  {
    method: 'get',
    path: staffPaths.tags(),
    says: 'All tags, each with how many tips have it, 1000 standing for more; of tips that the asker may see. For editors and admins.',
    asks: 'staff',
    answers: { 200: { says: 'By name.', json: answers.tagList } },
  },
  {
    method: 'post',
    path: staffPaths.tags(),
    says: 'Renames a tag, merges it into another or takes it off, on all tips that the asker may see.',
    asks: 'staff',
    form: {
      tag: 'Its name.',
      to: 'What stands in its place: a new name, or that of another tag.',
      remove: '`on`: nothing stands in its place.',
      sure: '`on`, with `remove`: it is meant.',
    },
    needs: ['tag'],
    answers: { 200: { says: 'How many tips have changed.', json: answers.retagged } },
  },
];
