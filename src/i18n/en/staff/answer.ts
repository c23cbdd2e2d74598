import type { answer as ko } from '../../ko/staff/answer.ts';

/** Why an answer to a tip's reader is refused. */
export const answer: typeof ko = {
  nobody: 'The talk with its reader is over, so nobody can be answered.',
  readFirst: 'Something new was written first. Read it, then send. Your answer is still here.',
  wayNotOpen: 'No answer can go this way: the reader has not allowed it, or the desk has no such way yet.',
  empty: 'Write an answer first.',
  filesNotTaken:
    'The files did not come through, so nothing was sent. Please choose them again. Your answer is still here.',
  gone: 'This answer has gone already, or was undone.',
};
