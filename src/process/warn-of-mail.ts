import type { App } from '../app.ts';
import { Failed, reasonOf } from '../jobs/job.ts';
import type { Log } from '../log.ts';

/** Where nothing could be sent now, and why. */
export async function warnOfMail(app: App, log: Log): Promise<void> {
  await app.checkMail().catch(error =>
    log.warn(
      {
        code: reasonOf(error),
        ...(error instanceof Failed && error.meaning !== null && { trouble: error.meaning }),
      },
      'the mail server cannot be used; tips are kept, and their mails are tried until they arrive',
    ),
  );
}
