import { readFormFields } from '../../src/channels/form/fields.ts';
import { toSubmission } from '../../src/channels/form/to-submission.ts';
import { type Config, readConfig } from '../../src/config/config.ts';
import { ENQUEUED } from '../../src/jobs/enqueue.ts';
import { createJobs, type Jobs } from '../../src/jobs/jobs.ts';
import { createLog } from '../../src/log.ts';
import { mailHandlers } from '../../src/mail/handlers.ts';
import { createMailer } from '../../src/mail/mailer.ts';
import { scanHandlers } from '../../src/media/handlers.ts';
import { createClamdScanner, type Scanner } from '../../src/media/scan/clamd.ts';
import { forgetTip } from '../../src/tips/end/forget.ts';
import { expediteTipMail } from '../../src/tips/intake/expedite-mail.ts';
import { receiveTip } from '../../src/tips/intake/receive-tip.ts';
import { loadFiles } from '../../src/tips/read/load.ts';
import { whenDone } from '../support/cleanup.ts';
import { allLeftOwed } from '../support/jobs.ts';
import type { SmtpPeer } from '../support/smtp.ts';
import { createTipWorld } from '../tips/tip-world.ts';

export type ScanWorld = Awaited<ReturnType<typeof createScanWorld>>;

type Given = {
  smtp: SmtpPeer;
  clamdUrl: string;
  scan?: Scanner;
  attach?: Config['attach'];
  expediteMail?: ReturnType<typeof expediteTipMail>;
};

/** A desk without pages that scans and mails. */
export async function createScanWorld({ smtp, clamdUrl, scan, attach = 'all', expediteMail }: Given) {
  const tips = await createTipWorld();
  const { clock } = tips;
  const { database } = tips.desk;
  const logged: string[] = [];
  const settings = readConfig({
    DATA_DIR: tips.folder,
    SMTP_URL: smtp.url,
    NEWSROOM_INBOX: 'desk@newsroom.example',
    MAIL_FROM: 'Jebo <jebo@newsroom.example>',
    PUBLIC_URL: 'https://tips.newsroom.example',
    CLAMD_URL: clamdUrl,
    MAIL_ATTACH: attach,
  });
  const desk = { ...tips.desk, settings };
  const mailer = createMailer(desk);
  whenDone(() => mailer.close());

  const handlers = {
    ...allLeftOwed,
    ...mailHandlers(desk, mailer),
    ...scanHandlers(desk, scan ?? createClamdScanner(clamdUrl), expediteMail ?? expediteTipMail({ attach })),
  };
  const jobs: Jobs = createJobs({
    database,
    clock,
    log: createLog(line => logged.push(line)),
    handlers,
  });
  database.subscribe(ENQUEUED, jobs.wake);
  jobs.start();
  whenDone(() => jobs.stop(AbortSignal.timeout(2_000)));

  return {
    clock,
    logged,
    /** Time goes by, and the jobs see it. */
    wait(milliseconds: number) {
      clock.move(milliseconds);
      jobs.wake();
    },
    /** `size`: what its row says; a file that is shorter does not open. */
    async submit(...files: readonly [name: string, content: string, size?: number][]) {
      const fields = readFormFields({ message: '파일을 보내요' });
      const submission = toSubmission(fields, {
        lang: 'ko',
        timeZone: settings.newsroom.timeZone,
        now: clock(),
      });
      const taken = await Promise.all(
        files.map(async ([name, content, size]) => {
          const file = await tips.takeFile(content, name);
          return { ...file, size: size ?? file.size };
        }),
      );
      return receiveTip(desk, submission, { taken, uploaded: [] });
    },
    forget: (number: number) => forgetTip(desk, tips.viewer, { number, version: 1 }),
    /** In the order of the names of the files. */
    async verdicts() {
      const tips = await database.query.selectFrom('tips').select('number').execute();
      const files = await Promise.all(tips.map(({ number }) => loadFiles(desk, number, name => name)));
      return files
        .flatMap(({ fromReader }) => fromReader)
        .sort((one, other) => (one.name < other.name ? -1 : 1))
        .map(({ name, scan }) => {
          return { name, verdict: scan.is, signature: scan.is === 'infected' ? scan.signature : null };
        });
    },
    async mailJob() {
      const { due, created_at: created } = await database.query
        .selectFrom('outbox')
        .select(['due', 'created_at'])
        .where('kind', '=', 'tip mail')
        .executeTakeFirstOrThrow();
      return { due, created };
    },
    scanJobs: () => database.query.selectFrom('outbox').selectAll().where('kind', '=', 'scan file').execute(),
  };
}
