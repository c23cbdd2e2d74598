import type { Context } from './context.ts';
import { sweepKeptMails } from './files/kept-mails.ts';
import { createChaining } from './history/chaining.ts';
import { ENQUEUED } from './jobs/enqueue.ts';
import { reasonOf } from './jobs/job.ts';
import { createJobs, type Jobs } from './jobs/jobs.ts';
import { tellReason } from './jobs/pauses.ts';
import { createSchedule } from './jobs/schedule.ts';
import { createYielding } from './jobs/yielding.ts';
import { createDailyMails } from './mail/daily/daily-mails.ts';
import { createReminderMails } from './mail/daily/reminder-mails.ts';
import { mailHandlers } from './mail/handlers.ts';
import type { Mailer } from './mail/letter.ts';
import { createMailer } from './mail/mailer.ts';
import { inspectionHandlers, scanHandlers } from './media/handlers.ts';
import { createSandbox } from './media/sandbox/sandbox.ts';
import { createScanner } from './media/scan/clamd.ts';
import { createIndexing } from './search/building/indexing.ts';
import { sweepCallDrafts } from './tips/calls/call-drafts.ts';
import { erasingHandlers } from './tips/end/erasing.ts';
import { sweepForgotten, sweepOrphans } from './tips/end/orphans.ts';
import { sweepRetention } from './tips/end/retention.ts';
import { expediteTipMail } from './tips/intake/expedite-mail.ts';
import { dropWaitingScans } from './tips/intake/unscanned.ts';
import { createTipSource } from './tips/list/search/tip-source.ts';
import { type PlainLeft, readPlainLeft } from './tips/sealing/plain-left.ts';
import { createSealing } from './tips/sealing/sealing.ts';
import { contactsHandler } from './tips/talk/erase-contacts.ts';
import { answerHandler } from './tips/talk/show-answer.ts';
import { sweepChanges } from './tips/work/many/sweep-changes.ts';

/** What the desk does while nobody asks: the jobs of each room, and what is done now and then. */
export type Background = {
  jobs: Jobs;
  /** Rejects when the mail server cannot be used, and a pause that stands tells why; ends the pause when it can. */
  checkMail(): Promise<void>;
  plainLeft(): Promise<PlainLeft>;
  start(): Promise<void>;
  /** Resolves once what is done now and then has been done for the first time, well or not. */
  settled(): Promise<void>;
  /** Waits for the jobs in hand until `within` is aborted; but never for an inspection, which is owed until it is done. */
  stop(within: AbortSignal): Promise<void>;
};

/** `isTaken`: a post waits for the database, and goes before all that is done in the background. */
export function createBackground(context: Context, isTaken: () => boolean): Background {
  const { settings, database, clock } = context;
  const mailer = createMailer(context);
  const sandbox = createSandbox();
  const handlers = {
    ...mailHandlers(context, mailer),
    ...inspectionHandlers(context, sandbox, expediteTipMail(settings)),
    ...scanHandlers(context, createScanner(settings.clamdUrl), expediteTipMail(settings)),
    ...erasingHandlers(context),
    ...contactsHandler(context),
    ...answerHandler(context),
  };
  const turn = createYielding({ isBusy: isTaken });
  const jobs = createJobs({ ...context, handlers, turn });
  const parts = { ...context, yieldToPosts: turn };
  const chaining = createChaining({ ...parts, key: context.keys.history });
  const mornings = [createDailyMails(parts), createReminderMails(parts)];
  const indexing = createIndexing(context, createTipSource(context), turn);
  const steady = [createSealing(context, turn), indexing, chaining, ...mornings];
  database.subscribe(ENQUEUED, jobs.wake);
  const eachProcess = { mails: () => sweepKeptMails(settings, clock()) };
  const schedule = createSchedule({ eachProcess, oneProcess: sharedTasks(context) }, context);

  return {
    jobs,
    checkMail: () => checkMail(context, mailer, jobs),
    plainLeft: () => readPlainLeft(database.query),
    async start() {
      if (settings.clamdUrl === null) await dropWaitingScans(context);
      jobs.start();
      schedule.start();
      for (const work of steady) work.start();
    },
    settled: schedule.settled,
    async stop(within) {
      const atWork = [sandbox, schedule, ...steady];
      await Promise.all([jobs.stop(within), ...atWork.map(work => work.stop())]);
      await mailer.close();
    },
  };
}

async function checkMail({ database }: Context, mailer: Mailer, jobs: Jobs): Promise<void> {
  await mailer.check().catch(async error => {
    await tellReason(database, 'mail server', reasonOf(error));
    throw error;
  });
  await jobs.probe();
}

/** What is done by one of all processes. */
const sharedTasks = (context: Context) => ({
  uploads: (signal: AbortSignal) => context.uploads.sweep(signal),
  orphans: (signal: AbortSignal) => sweepOrphans(context, signal),
  drafts: () => sweepForgotten(context),
  calls: () => sweepCallDrafts(context),
  changes: (signal: AbortSignal) => sweepChanges(context, signal),
  retention: (signal: AbortSignal) => sweepRetention(context, signal),
});
