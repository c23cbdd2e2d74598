import type { Operation } from './operation.ts';
import { accountOperations } from './operations/account.ts';
import { callOperations } from './operations/calls.ts';
import { deskOperations } from './operations/desk.ts';
import { factorOperations } from './operations/factors.ts';
import { manyOperations } from './operations/many.ts';
import { peopleOperations } from './operations/people.ts';
import { readerOperations } from './operations/reader.ts';
import { readyAnswerOperations } from './operations/ready-answers.ts';
import { tagOperations } from './operations/tags.ts';
import { tipOperations } from './operations/tip.ts';

/**
 * All that other programs may ask of the desk. The tests hold it against the routes there are, each way, and every JSON answer that
 * any of them hears against its form here.
 */
export const OPERATIONS: readonly Operation[] = [
  ...readerOperations,
  ...deskOperations,
  ...manyOperations,
  ...tipOperations,
  ...callOperations,
  ...accountOperations,
  ...tagOperations,
  ...readyAnswerOperations,
  ...factorOperations,
  ...peopleOperations,
];
