import { readConfig } from '../../src/config.ts';
import { createClamdScanner, type Scanner } from '../../src/inspection/clamd.ts';
import { scanHandlers } from '../../src/inspection/handlers.ts';
import { SCAN_FILE } from '../../src/inspection/inspection.ts';
import { createLog } from '../../src/log.ts';
import { mailHandlers } from '../../src/mail/handlers.ts';
import { createPost } from '../../src/mail/post.ts';
import { createOutbox, type Outbox } from '../../src/outbox/outbox.ts';
import { forgetTip } from '../../src/tips/forget.ts';
import { hastenTipMail } from '../../src/tips/hasten-mail.ts';
import { loadTip } from '../../src/tips/load.ts';
import { receiveTip } from '../../src/tips/receive.ts';
import { readFormFields, toSubmission } from '../../src/tips/submission.ts';
import { whenDone } from '../support/cleanup.ts';
import type { SmtpPeer } from '../support/smtp.ts';
import { createTipWorld } from '../tips/tip-world.ts';

export type ScanWorld = Awaited<ReturnType<typeof createScanWorld>>;

type Given = { smtp: SmtpPeer; clamdUrl: string; scan?: Scanner; hastenMail?: typeof hastenTipMail };

/** A desk without pages whose outbox scans and mails. */
export async function createScanWorld({ smtp, clamdUrl, scan, hastenMail = hastenTipMail }: Given) {
  const tips = await createTipWorld();
  const { clock } = tips;
  const { database, files } = tips.desk;
  const logged: string[] = [];
  const config = readConfig({
    DATA_DIR: tips.folder,
    SMTP_URL: smtp.url,
    NEWSROOM_INBOX: 'desk@newsroom.example',
    MAIL_FROM: 'Jebo <jebo@newsroom.example>',
    PUBLIC_URL: 'https://tips.newsroom.example',
    CLAMD_URL: clamdUrl,
  });
  const post = createPost(config);
  whenDone(() => post.close());

  const handlers = {
    ...mailHandlers({ config, post, files, readTipForMail: number => loadTip(database.query, number) }),
    ...scanHandlers({
      ...{ database, files, clock },
      scan: scan ?? createClamdScanner(clamdUrl),
      afterScans: (trx, tip) => hastenMail(trx, clock(), tip),
      wakeOutbox: () => outbox.wake(),
    }),
  };
  const outbox: Outbox = createOutbox({
    database,
    clock,
    log: createLog(line => logged.push(line)),
    handlers,
  });
  outbox.start();
  whenDone(() => outbox.stop(AbortSignal.timeout(2_000)));
  const { inbox } = config.newsroom;
  const desk = { ...tips.desk, inbox, scansFiles: true, wakeOutbox: outbox.wake };

  return {
    clock,
    logged,
    /** Time goes by, and the outbox sees it. */
    wait(milliseconds: number) {
      clock.move(milliseconds);
      outbox.wake();
    },
    async submit(...files: readonly [name: string, content: string][]) {
      const fields = readFormFields({ message: '파일을 보내요' });
      const submission = toSubmission(fields, { lang: 'ko', timeZone: desk.timeZone, now: clock() });
      const taken = await Promise.all(files.map(([name, content]) => tips.takeFile(content, name)));
      return receiveTip(desk, submission, { taken, uploaded: [] });
    },
    forget: (number: number) => forgetTip(desk, tips.viewer, { number, version: 1 }),
    /** In the order of the names of the files. */
    verdicts: () =>
      database.query
        .selectFrom('scans')
        .innerJoin('files', 'files.id', 'scans.file')
        .select(['files.name', 'scans.verdict', 'scans.signature'])
        .orderBy('files.name')
        .execute(),
    scanJobs: () => database.query.selectFrom('outbox').selectAll().where('kind', '=', SCAN_FILE).execute(),
  };
}
