import { exactTime } from '../../../src/i18n/dates.ts';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { MailTrouble, type ShownTrouble } from '../mail-trouble.tsx';
import type { Clock } from '../time.tsx';

type ViewDone = `view-${'saved' | 'changed' | 'removed'}`;
export type Done = 'retried' | 'tested' | 'closed' | 'assigned' | 'moved' | ViewDone;
export type Warning =
  | 'forwarded'
  | 'direct'
  | 'unreadable'
  | `database ${'full' | 'read-only' | 'no-rights' | 'away'}`
  | 'disk'
  | 'scanner'
  | 'sandbox';
/** Mails that are tried again; `since`: the oldest of them. */
type WaitingMails = { count: number; since: number | null; trouble: ShownTrouble | null };
/**
 * Mails that are not; `tests`: test mails among them; `tips`: those of which the newsroom is not told; `answers`: those of which a reader
 * is not answered. `isToReader`: the trouble is of an answer.
 */
type StoppedMails = {
  count: number;
  tests: boolean;
  tips: readonly number[];
  answers: readonly number[];
  trouble: ShownTrouble | null;
  isToReader: boolean;
};
export type MailState = {
  keptAsFiles: boolean;
  waiting: WaitingMails | null;
  setAside: StoppedMails | null;
};

type NoticesProps = {
  frame: Frame;
  clock: Clock;
  mail: MailState;
  warnings: readonly Warning[];
  done: Done | null;
  drafts: readonly number[];
};

/** What admins must know before they read on. */
export function ListNotices({ frame, clock, mail, warnings, done, drafts }: NoticesProps) {
  const { words } = frame;
  return (
    <>
      {done !== null && (
        <p class="notice good" role="status">
          <Icon name="check" size={20} />
          <span>{doneWords(words, mail, done)}</span>
        </p>
      )}
      {drafts.length > 0 && <DraftsWait frame={frame} tips={drafts} />}
      {done !== 'retried' && mail.waiting !== null && (
        <Waiting frame={frame} clock={clock} mails={mail.waiting} />
      )}
      {done !== 'retried' && mail.setAside !== null && <SetAside frame={frame} mails={mail.setAside} />}
      {mail.keptAsFiles && (
        <p class="notice">
          <Icon name="mail" size={20} />
          <span>{words.staff.mail.keptAsFiles}</span>
        </p>
      )}
      {warnings.map(warning => (
        <p class="notice" key={warning}>
          <Icon name="alert" size={20} />
          <span>
            <strong>{words.staff.warnings.warning}</strong> {words.staff.warnings[warning]}
          </span>
        </p>
      ))}
    </>
  );
}

const isOfView = (done: Done): done is ViewDone => done.startsWith('view-');

function doneWords({ staff }: Words, { keptAsFiles }: MailState, done: Done): string {
  if (isOfView(done)) return staff.savedViews.done[done];
  return staff.done[done === 'tested' && keptAsFiles ? 'testedAsFile' : done];
}

/** What was typed and not sent is found again, wherever it was left. */
function DraftsWait({ frame, tips }: { frame: Frame; tips: readonly number[] }) {
  const { list } = frame.words.staff;
  return (
    <p class="notice">
      <Icon name="clock" size={20} />
      <span>
        {list.draftsWait} <TipLinks frame={frame} tips={tips} />
      </span>
    </p>
  );
}

type MailsProps<Mails> = { frame: Frame; clock: Clock; mails: Mails };

/** An outage. */
function Waiting({ frame, clock, mails }: MailsProps<WaitingMails>) {
  const { mail } = frame.words.staff;
  return (
    <form class="notice error" method="post" action={staffPaths.retryMail}>
      <Icon name="mail" size={20} />
      <p>
        <strong>{mail.stuck(mails.count)}</strong>{' '}
        {mails.since !== null && `${mail.since(exactTime(mails.since, clock.lang, clock.timeZone))} `}
        {mails.trouble !== null && <MailTrouble words={frame.words} shown={mails.trouble} />}
      </p>
      <button class="button plain compact" type="submit">
        {mail.retry}
      </button>
    </form>
  );
}

/** More would fill the page. */
const MOST_NAMED = 20;

function SetAside({ frame, mails }: Omit<MailsProps<StoppedMails>, 'clock'>) {
  const { mail } = frame.words.staff;
  return (
    <form class="notice error" method="post" action={staffPaths.retryMail}>
      <Icon name="mail" size={20} />
      <p>
        <strong>{mail.stopped(mails.count)}</strong>{' '}
        {mails.trouble !== null && (
          <MailTrouble words={frame.words} shown={mails.trouble} isToReader={mails.isToReader} />
        )}{' '}
        <NamedTips frame={frame} hint={mail.stoppedHint(mails.count)} tips={mails.tips} />
        <NamedTips frame={frame} hint={mail.unanswered} tips={mails.answers} />
      </p>
      <button class="button plain compact" type="submit">
        {mail.retry}
      </button>
      {mails.tests && (
        <button class="button plain compact" type="submit" formaction={staffPaths.giveUpTestMail}>
          {mail.giveUpTest}
        </button>
      )}
    </form>
  );
}

/** Nothing where there are none. */
function NamedTips({ frame, hint, tips }: { frame: Frame; hint: string; tips: readonly number[] }) {
  if (tips.length === 0) return null;
  return (
    <>
      {hint} <TipLinks frame={frame} tips={tips.slice(0, MOST_NAMED)} />
      {tips.length > MOST_NAMED && ' …'}{' '}
    </>
  );
}

const TipLinks = ({ frame, tips }: { frame: Frame; tips: readonly number[] }) => (
  <>
    {tips.map((number, index) => (
      <>
        {index > 0 && ', '}
        <a href={staffPaths.tip(number)}>{frame.words.staff.tip.title(number)}</a>
      </>
    ))}
  </>
);
