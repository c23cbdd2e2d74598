import { type Handlers, LEFT_OWED } from '../../src/jobs/job.ts';

/** For a test that does a few kinds of jobs, and leaves all others owed. */
export const allLeftOwed: Handlers = {
  'tip mail': LEFT_OWED,
  'test mail': LEFT_OWED,
  'invitation mail': LEFT_OWED,
  'retention notice': LEFT_OWED,
  'colleague mail': LEFT_OWED,
  'assigned tips mail': LEFT_OWED,
  'reader mail': LEFT_OWED,
  'daily mail': LEFT_OWED,
  'reminder mail': LEFT_OWED,
  'inspect file': LEFT_OWED,
  'scan file': LEFT_OWED,
  'erase file': LEFT_OWED,
  'erase replaced file': LEFT_OWED,
  'erase contacts': LEFT_OWED,
  'show answer': LEFT_OWED,
  'answer mail': LEFT_OWED,
  'erase traces': LEFT_OWED,
};
