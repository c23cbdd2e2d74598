import { Readable } from 'node:stream';
import { readConfig } from '../../src/config.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { takeFile } from '../../src/files/take-file.ts';
import { createLog } from '../../src/log.ts';
import { mailHandlers } from '../../src/mail/handlers.ts';
import { createPost, type Post } from '../../src/mail/post.ts';
import { createSmtpPost, type SmtpPatience } from '../../src/mail/smtp-post.ts';
import { createOutbox, type Outbox } from '../../src/outbox/outbox.ts';
import { owe } from '../../src/outbox/owe.ts';
import { TIP_MAIL } from '../../src/tips/receive.ts';
import type { KeptFile, KeptTip, Tip, TipFile } from '../../src/tips/tip.ts';
import { freshFilesSettings } from '../support/buckets.ts';
import { whenDone } from '../support/cleanup.ts';
import { createClock, START } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export const aTip = (more: Partial<KeptTip> = {}): KeptTip => ({
  kept: true,
  number: 12,
  channel: 'form',
  lang: 'ko',
  receivedAt: START,
  state: { is: 'new' },
  version: 1,
  headline: '공장에서 연기가 나요',
  title: '공장에서 연기가 나요',
  message: '오늘 오후 두 시부터\n  공장 굴뚝에서 검은 연기가 나요.',
  place: '인천 서구',
  happened: { typed: '오늘 오후 2시', at: START - 300_000 },
  article: 'https://news.example.kr/articles/1?a=1&b=2',
  name: '홍길동',
  contacts: [],
  consentContact: false,
  consentMedia: true,
  age14: null,
  files: [],
  ...more,
});

const patient: SmtpPatience = { connection: 2_000, greeting: 2_000, silence: 2_000, whole: 10_000 };

type Options = {
  smtpUrl?: string;
  inbox?: string;
  lang?: 'ko' | 'en';
  attach?: string;
  clamdUrl?: string;
  patience?: Partial<SmtpPatience>;
};

export type MailWorld = Awaited<ReturnType<typeof createMailWorld>>;

/** The outbox with its mail handlers, a disk for files, and a post: SMTP with a url, a folder without. */
export async function createMailWorld({
  smtpUrl = '',
  inbox = 'desk@ytn.example.kr',
  lang = 'ko',
  attach = '1mb',
  clamdUrl = '',
  patience,
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
    MAIL_ATTACH_LIMIT: attach,
    CLAMD_URL: clamdUrl,
    DISK_RESERVE: '0',
    ...(await freshFilesSettings()),
  });
  const files = await openFiles(config, { database, clock });
  whenDone(() => files.close());
  const post =
    smtpUrl === '' ? createPost(config) : createSmtpPost(config, smtpUrl, { ...patient, ...patience });
  whenDone(() => post.close());
  const tips = new Map<number, Tip>();
  const started: Outbox[] = [];

  return {
    folder,
    database,
    clock,
    config,
    post,
    tips,
    logged,
    async aFile(name: string, content: Buffer): Promise<KeptFile> {
      const taken = await takeFile(files, Readable.from([content]), content.length);
      if (taken === null) throw new Error('it fits');
      const found = { inspection: { is: 'waiting' }, scan: { is: 'not scanned' } } as const;
      return { ...taken, name, claimedType: 'application/x-claimed', ...found };
    },
    removeFile: ({ id }: TipFile) => files.remove([id]),
    start(through: Post = post): Outbox {
      const readTipForMail = async (number: number) => tips.get(number) ?? null;
      const handlers = mailHandlers({ config, post: through, files, readTipForMail });
      const log = createLog(line => logged.push(line));
      const outbox = createOutbox({ database, clock, log, handlers });
      outbox.start();
      started.push(outbox);
      whenDone(() => outbox.stop(AbortSignal.timeout(2_000)));
      return outbox;
    },
    async oweMail(tip: Tip) {
      tips.set(tip.number, tip);
      const debt = { kind: TIP_MAIL, subject: String(tip.number), recipients: config.newsroom.inbox };
      await database.write(trx => owe(trx, clock(), debt));
      for (const outbox of started) outbox.wake();
    },
    rows: () =>
      database.query.selectFrom('outbox').selectAll().orderBy('subject').orderBy('position').execute(),
  };
}
