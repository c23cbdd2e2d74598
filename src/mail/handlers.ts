import type { Context } from '../context.ts';
import { removeKeptMails } from '../files/kept-mails.ts';
import { Unopened } from '../files/sealed/unopened.ts';
import { Failed, type HandlersOf, type Job } from '../jobs/job.ts';
import { loadTip } from '../tips/read/load.ts';
import {
  isOpened,
  KEPT_AS_FILE,
  type KeptFile,
  type KeptTip,
  type OpenedTip,
  type Tip,
} from '../tips/tip.ts';
import { findTopicOf } from '../tips/topics/topic.ts';
import { answerMailHandler } from './answer-mail.ts';
import { createBreaks } from './broken-off.ts';
import { colleagueHandler } from './colleague-mail.ts';
import type { Letter, Mailer, OnTurn } from './letter.ts';
import { confidentialLetter } from './letters/confidential-letter.ts';
import type { ReadFile } from './letters/files/active-content.ts';
import { type NoticeKind, noticeHandlers } from './notice-handlers.ts';
import { readerHandler } from './reader-mail.ts';
import { reminderHandler } from './reminder-handler.ts';
import { LetterRefused, SendFailed } from './smtp/smtp-failure.ts';

type MailContext = Pick<Context, 'settings' | 'database' | 'files' | 'masters' | 'clock' | 'keys'>;

/** Null: there is no such tip. */
type ReadTip = (number: number) => Promise<Tip | null>;

/** What is done with the mails that are owed. */
export const mailHandlers = (
  context: MailContext,
  mailer: Mailer,
  readTip: ReadTip = number => loadTip(context, number),
): HandlersOf<
  'tip mail' | 'colleague mail' | 'reminder mail' | 'reader mail' | 'answer mail' | NoticeKind
> => {
  const parts = { ...context, mailer, breaks: createBreaks(context) };
  return {
    'tip mail': {
      async run(job) {
        const tip = await readTip(job.subject);
        if (!tip?.kept) return;
        while (!(await sendByRules(parts, job, tip)));
      },
      probe: mailer.check,
      undo: job => removeKeptMails(context.settings.dataDir, job.subject),
      ...(mailer.kind === 'folder' && { doneAs: KEPT_AS_FILE }),
    },
    'colleague mail': colleagueHandler(context, mailer),
    'reminder mail': reminderHandler(context, mailer),
    'reader mail': readerHandler(context, mailer),
    'answer mail': answerMailHandler(context, mailer),
    ...noticeHandlers(context, mailer),
  };
};

type Parts = Pick<MailContext, 'settings' | 'files' | 'database'> & {
  mailer: Mailer;
  breaks: ReturnType<typeof createBreaks>;
};

/** While a mail waited for its turn, its tip came to be one of which less is told. */
class ToldTooMuch extends Error {
  override name = 'ToldTooMuch';
}

/** What a mail of the tip may tell by now. */
async function readRules({ database, settings }: Parts, tip: number) {
  const topic = await findTopicOf(database.query, tip);
  const row = await database.query
    .selectFrom('tips')
    .select('talk_ended')
    .where('number', '=', tip)
    .executeTakeFirst();
  return {
    isWithdrawn: row?.talk_ended === 'withdrawn',
    isNotice: topic?.isConfidential ?? false,
    hidesContacts: !settings.mailsContacts || (topic?.hidesContacts ?? false),
  };
}

/** False where nothing was sent, and other rules hold by now. */
async function sendByRules(parts: Parts, job: Job<'tip mail'>, tip: KeptTip): Promise<boolean> {
  const rules = await readRules(parts, tip.number);
  if (rules.isWithdrawn) return true;
  const onTurn = async () => {
    const now = await readRules(parts, tip.number);
    if (now.isWithdrawn || now.isNotice || (now.hidesContacts && !rules.hidesContacts))
      throw new ToldTooMuch();
  };
  const letter = rules.isNotice ? confidentialLetter(tip, job, parts.settings) : null;
  try {
    if (letter !== null) await parts.mailer.send(letter, job.signal);
    else await sendTip(parts, job, tip, { ...rules, onTurn });
    return true;
  } catch (error) {
    if (error instanceof ToldTooMuch) return false;
    throw error;
  }
}

/**
 * Sends the mail with as many of its files as the server takes. The tip itself must arrive, so files become links: one by one, the
 * largest first, while the mail is too large; those that do not open; all of them where the server refuses what is in one, or broke
 * the mail off twice.
 */
async function sendTip(
  parts: Parts,
  job: Job<'tip mail'>,
  tip: KeptTip,
  { hidesContacts, onTurn }: { hidesContacts: boolean; onTurn: OnTurn },
): Promise<void> {
  // What does not open may open again, as where a backup brings it back: the mail stays owed, and staff see that.
  if (!isOpened(tip)) throw new Failed('Unopened', { remedy: 'for days' });
  const { mailer, breaks } = parts;
  const links = new Set(breaks.goesWithoutFiles(job) ? tip.files.map(({ id }) => id) : []);
  for (;;) {
    const { read, unopened } = noting(parts.files);
    let letter: Letter | null = null;
    try {
      letter = await compose(parts.settings, job, { tip, links, read, hidesContacts });
      await mailer.send(letter, job.signal, onTurn);
      return breaks.arrived();
    } catch (error) {
      const without = [...unopenedOf(tip, unopened), ...(letter === null ? [] : tooMuchOf(letter, error))];
      if (without.length === 0) {
        if (letter !== null) await breaks.failed(letter, job, error);
        throw error;
      }
      for (const id of without) links.add(id);
    }
  }
}

/** Notes which files were asked for and do not open. */
function noting(files: Parts['files']) {
  const unopened = new Set<string>();
  const read: ReadFile = (file, range) =>
    files.read(file, range).once('error', error => {
      if (error instanceof Unopened) unopened.add(error.file);
    });
  return { read, unopened };
}

/** The files of which these were to ride, themselves or a copy. */
const unopenedOf = ({ files }: KeptTip, unopened: ReadonlySet<string>): string[] =>
  files
    .filter(file => [file, copyOf(file)].some(kept => kept !== null && unopened.has(kept.id)))
    .map(({ id }) => id);

const copyOf = ({ inspection }: KeptFile) => (inspection.is === 'done' ? inspection.copy : null);

/**
 * Dated with the attempt and not with the tip: after an outage of days a filter would take an old date for spam, and
 * the mail would stand below others that were read long ago. When the tip came is said in the mail.
 */
async function compose(
  settings: Parts['settings'],
  { position, recipient, claimedAt }: Job<'tip mail'>,
  {
    tip,
    hidesContacts,
    ...files
  }: { tip: OpenedTip; hidesContacts: boolean; links: ReadonlySet<string>; read: ReadFile },
): Promise<Letter> {
  const { newsroom, publicUrl, limits, clamdUrl, attach } = settings;
  // With what it needs to know of files' types it is loaded with the first mail.
  const { tipLetter } = await import('./letters/tip-letter.ts');
  return tipLetter(
    tip,
    { position, to: recipient, date: claimedAt },
    {
      ...{ newsroom, publicUrl, clamdUrl, attach, ...files },
      attachLimit: limits.mailAttach,
      hidesContacts,
    },
  );
}

/** The ids of the files without which the server may take the letter. */
function tooMuchOf({ attachments }: Letter, error: unknown): string[] {
  if (!(error instanceof SendFailed)) return [];
  if (error.trouble === 'too large') {
    const largest = attachments.reduce(
      (most, one) => (one.size > most.size ? one : most),
      attachments[0] ?? NONE,
    );
    return largest === NONE ? [] : [largest.of];
  }
  const isItsContent = error instanceof LetterRefused && error.step === 'DATA';
  return isItsContent ? attachments.map(({ of }) => of) : [];
}

const NONE = { of: '', size: -1 };
