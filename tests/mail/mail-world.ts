import { Readable } from 'node:stream';
import { readConfig } from '../../src/config/config.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { enqueue } from '../../src/jobs/enqueue.ts';
import { createJobs, type Jobs } from '../../src/jobs/jobs.ts';
import { createLog } from '../../src/log.ts';
import { mailHandlers } from '../../src/mail/handlers.ts';
import { createMailer, type Mailer } from '../../src/mail/mailer.ts';
import { createSmtpMailer, type SmtpTimeouts } from '../../src/mail/smtp/smtp-mailer.ts';
import { eachText } from '../../src/tips/fields.ts';
import type { KeptFile, OpenedTip, Tip, TipFile } from '../../src/tips/tip.ts';
import { freshFilesSettings } from '../support/buckets.ts';
import { whenDone } from '../support/cleanup.ts';
import { createClock, START } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';
import { allLeftOwed } from '../support/jobs.ts';
import { makeKeys } from '../support/keys.ts';
import { sealedOn } from '../support/sealed-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export const aTip = (more: Partial<OpenedTip> = {}): OpenedTip => ({
  kept: true,
  ...eachText(() => null),
  number: 12,
  channel: 'form',
  lang: 'ko',
  receivedAt: START,
  state: { is: 'new', since: START, by: null },
  outcome: null,
  version: 1,
  topic: null,
  turn: null,
  needsNoAnswer: false,
  talkEnded: null,
  headline: '공장에서 연기가 나요',
  title: '공장에서 연기가 나요',
  message: '오늘 오후 두 시부터\n  공장 굴뚝에서 검은 연기가 나요.',
  place: '인천 서구',
  happened: { typed: '오늘 오후 2시', at: START - 300_000, day: null },
  article: 'https://news.example.kr/articles/1?a=1&b=2',
  name: '홍길동',
  contacts: [],
  consentContact: false,
  permission: null,
  age14: null,
  files: [],
  sentFiles: [],
  ...more,
});

/** A loaded machine may be still for seconds: what is then sent once more would look like a fault. Milliseconds. */
const patient: SmtpTimeouts = { connection: 10_000, greeting: 10_000, silence: 10_000, whole: 30_000 };

type Options = {
  smtpUrl?: string;
  inbox?: string;
  lang?: 'ko' | 'en';
  attach?: string;
  rides?: 'safe' | 'all' | 'none';
  clamdUrl?: string;
  timeouts?: Partial<SmtpTimeouts>;
};

export type MailWorld = Awaited<ReturnType<typeof createMailWorld>>;

/** The jobs with the handlers of mail, a disk for files, and a mailer: SMTP with a url, a folder without. */
export async function createMailWorld({
  smtpUrl = '',
  inbox = 'desk@ytn.example.kr',
  lang = 'ko',
  attach = '1mb',
  rides = 'all',
  clamdUrl = '',
  timeouts,
}: Options = {}) {
  const folder = await temporaryFolder();
  const database = await freshDatabase();
  const clock = createClock();
  const logged: string[] = [];
  const config = readConfig({
    DATA_DIR: folder,
    SMTP_URL: smtpUrl,
    NEWSROOM_INBOX: inbox,
    NEWSROOM_LANG: lang,
    MAIL_FROM: '제보 데스크 <tips@desk.example.kr>',
    PUBLIC_URL: 'https://tips.example.kr',
    MAIL_ATTACH: rides,
    MAIL_ATTACH_LIMIT: attach,
    CLAMD_URL: clamdUrl,
    DISK_RESERVE: '0',
    ...(await freshFilesSettings()),
  });
  const { masters, keys } = makeKeys();
  const store = await openFiles(config, { database, clock });
  whenDone(() => store.close());
  const files = sealedOn(store, masters, { isFar: config.files.kept === 's3' });
  const sender = { settings: config, mailMark: 'k3m9' };
  const mailer =
    smtpUrl === '' ? createMailer(sender) : createSmtpMailer(sender, smtpUrl, { ...patient, ...timeouts });
  whenDone(() => mailer.close());
  const tips = new Map<number, Tip>();
  const started: Jobs[] = [];

  return {
    folder,
    database,
    clock,
    config,
    sender,
    mailer,
    tips,
    logged,
    async aFile(name: string, content: Buffer): Promise<KeptFile> {
      const taken = await files.take(Readable.from([content]), content.length);
      if (taken === null) throw new Error('it fits');
      const found = {
        inspection: { is: 'waiting' },
        scan: { is: 'not scanned' },
        disturbing: false,
      } as const;
      return { ...taken, name, claimedType: 'application/x-claimed', ...found };
    },
    removeFile: ({ id }: TipFile) => files.remove([id]),
    start(through: Mailer = mailer): Jobs {
      const readTipForMail = async (number: number) => tips.get(number) ?? null;
      const handlers = {
        ...allLeftOwed,
        ...mailHandlers({ settings: config, database, files, masters, keys, clock }, through, readTipForMail),
      };
      const log = createLog(line => logged.push(line));
      const jobs = createJobs({ database, clock, log, handlers });
      jobs.start();
      started.push(jobs);
      whenDone(() => jobs.stop(AbortSignal.timeout(2_000)));
      return jobs;
    },
    async enqueueMail(tip: Tip) {
      tips.set(tip.number, tip);
      const { inbox } = config.newsroom;
      await database.write(trx =>
        enqueue(trx, clock(), { kind: 'tip mail', subject: tip.number, recipients: inbox }),
      );
      for (const jobs of started) jobs.wake();
    },
    pauses: () => database.query.selectFrom('pauses').selectAll().execute(),
    rows: () =>
      database.query.selectFrom('outbox').selectAll().orderBy('subject').orderBy('position').execute(),
  };
}
