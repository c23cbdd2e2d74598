import type { Config } from '../config.ts';
import type { FileStore } from '../files/store.ts';
import type { Handler, Job } from '../outbox/job.ts';
import { KEPT_AS_FILE, TIP_MAIL } from '../tips/receive.ts';
import type { KeptTip, Tip } from '../tips/tip.ts';
import type { Post } from './letter.ts';
import { ContentRefused } from './smtp-failure.ts';
import { TEST_MAIL, testLetter } from './test-letter.ts';
import { tipLetter } from './tip-letter.ts';

type Parts = {
  config: Pick<Config, 'newsroom' | 'publicUrl' | 'limits' | 'clamdUrl'>;
  post: Post;
  files: Pick<FileStore, 'read'>;
  /** Null: there is no such tip. */
  readTipForMail: (number: number) => Promise<Tip | null>;
};

/** What the outbox does with the mails that are owed. */
export const mailHandlers = (parts: Parts): Record<string, Handler> => ({
  [TIP_MAIL]: {
    async run(job) {
      const tip = await parts.readTipForMail(Number(job.subject));
      if (tip?.kept && job.recipient !== null) await sendTip(parts, job, tip, job.recipient);
    },
    undo: job => parts.post.recall(Number(job.subject)),
    ...(parts.post.kind === 'folder' && { doneAs: KEPT_AS_FILE }),
  },
  [TEST_MAIL]: {
    async run({ subject, position, recipient, claimedAt, signal }) {
      if (recipient === null) return;
      const letter = testLetter({ subject, position, to: recipient, date: claimedAt }, parts.config);
      await parts.post.send(letter, signal);
    },
  },
});

/**
 * Dated with the attempt and not with the tip: after an outage of days a filter would take an old date for spam, and
 * the mail would stand below others that were read long ago. When the tip came is said in the mail.
 */
async function sendTip({ config, post, files }: Parts, job: Job, tip: KeptTip, to: string): Promise<void> {
  const { newsroom, publicUrl, limits, clamdUrl } = config;
  const envelope = { position: job.position, to, date: job.claimedAt };
  const compose = (attachLimit: number) =>
    tipLetter(tip, envelope, { newsroom, publicUrl, clamdUrl, attachLimit, read: id => files.read(id) });
  const letter = compose(limits.mailAttach);
  try {
    await post.send(letter, job.signal);
  } catch (error) {
    if (!(error instanceof ContentRefused) || letter.riding.length === 0) throw error;
    // Most often a file is too large or forbidden there. The tip itself must arrive, so its files become links.
    await post.send(compose(0), job.signal);
  }
}
