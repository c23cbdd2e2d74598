import { exactDay } from '../../../../src/i18n/dates.ts';
import type { Lang } from '../../../../src/i18n/lang.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { EventKind } from '../../../../src/tips/history/kinds.ts';
import type { MailFate, TipEvent } from '../../../../src/tips/tip.ts';
import type { OfferedTopic } from '../../../../src/tips/topics/topic.ts';
import type { ShownFile } from '../../files/shown-file.ts';
import { MailTrouble, type ShownTrouble } from '../../mail-trouble.tsx';
import { Name } from '../../name.tsx';
import { Person } from '../../person.tsx';
import { At, type Clock } from '../../time.tsx';

/** `trouble`: what keeps it. */
export type ShownMail = MailFate & { trouble: ShownTrouble | null };

type MailsProps = {
  words: Words;
  clock: Clock;
  tip: number;
  back: Back;
  mails: readonly ShownMail[];
  /** Whether the viewer may give those up that are stuck, and send others. */
  mayMend: boolean;
};
/** The list that leads back. */
type Back = { back?: string };

/** What became of each mail that the tip owed. */
export function Mails({ words, clock, tip, back, mails, mayMend }: MailsProps) {
  const { tip: labels } = words.staff;
  return (
    <section class="part" aria-labelledby="mails">
      <h2 id="mails">{labels.mails}</h2>
      {mails.length === 0 && <p class="quiet">{labels.noMails}</p>}
      {mails.length > 0 && (
        <ul class="events">
          {mails.map(mail => (
            <li key={mail.id}>
              <span>
                <Fate mail={mail} words={words} />: {mail.recipient}
              </span>
              <span class="quiet small">
                <At at={mail.at} clock={clock} />
                {mail.attempts > 1 && !isWaiting(mail) && ` · ${labels.attempts(mail.attempts)}`}
                {mail.trouble !== null && (
                  <>
                    {' · '}
                    <MailTrouble words={words} shown={mail.trouble} />
                  </>
                )}
              </span>
              {mail.isStuck && mayMend && <StuckMail words={words} tip={tip} back={back} mail={mail} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type StuckProps = { words: Words; tip: number; back: Back; mail: ShownMail };

function StuckMail({ words, tip, back, mail }: StuckProps) {
  const { tip: labels } = words.staff;
  return (
    <form class="actions" method="post" action={staffPaths.sendToInbox(tip, back)}>
      <input type="hidden" name="mail" value={mail.id} />
      <button class="button plain compact" type="submit">
        {labels.sendToInbox}
      </button>{' '}
      <button class="button plain compact" type="submit" formaction={staffPaths.giveUpMail(tip, back)}>
        {labels.giveUpMail}
      </button>
    </form>
  );
}

/** Tried in vain, and to be tried again. */
const isWaiting = ({ state, lastError }: MailFate) => state === 'owed' && lastError !== null;

function Fate({ mail, words }: { mail: MailFate; words: Words }) {
  const { tip: labels, mailStates } = words.staff;
  if (isWaiting(mail)) return <>{labels.waiting(mail.attempts)}</>;
  const state = mail.keptAsFile && mail.state === 'done' ? 'kept' : mail.state;
  return <Name words={words} names={mailStates} word={state} />;
}

const viewKinds: ReadonlySet<unknown> = new Set<EventKind>([
  'viewed',
  'contact viewed',
  'file viewed',
  'resident number viewed',
]);

type HistoryProps = {
  words: Words;
  clock: Clock;
  events: TipEvent[];
  files: readonly ShownFile[];
  topics: readonly OfferedTopic[];
};

/** Who did what, and when; the many views folded. */
export function History({ events, ...shown }: HistoryProps) {
  const { words } = shown;
  const { tip: labels } = words.staff;
  const views = events.filter(event => viewKinds.has(event.kind));
  const changes = events.filter(event => !viewKinds.has(event.kind));
  return (
    <section class="part" aria-labelledby="history">
      <h2 id="history">{labels.history}</h2>
      <Events {...shown} events={changes} />
      {views.length > 0 && (
        <details>
          {/* What was seen with it stands in the list, and is no view of its own. */}
          <summary>{labels.views(views.filter(({ kind }) => kind === 'viewed').length)}</summary>
          <Events {...shown} events={views} />
        </details>
      )}
    </section>
  );
}

function Events({ words, clock, events, files, topics }: HistoryProps) {
  const nameOf = (event: TipEvent) => files.find(({ id }) => id === event.file)?.shortName;
  return (
    <ol class="events">
      {events.map((event, index) => (
        <li key={index}>
          <span>
            <Name words={words} names={words.staff.events} word={event.kind} />
            {nameOf(event) !== undefined && (
              <>
                : <bdi>{nameOf(event)}</bdi>
              </>
            )}
            <Moved words={words} lang={clock.lang} event={event} topics={topics} />
            <Chosen words={words} lang={clock.lang} event={event} />
            {event.by !== null && (
              <>
                {' · '}
                <Person person={event.by} />
              </>
            )}
          </span>
          <span class="quiet small">
            <At at={event.at} clock={clock} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Whom it is about, or what was chosen. */
function Chosen({ words, lang, event: { kind, about, value } }: Omit<MovedProps, 'topics'>) {
  const importances = new Map(Object.entries(words.staff.work.importances));
  return (
    <>
      {about !== undefined && (
        <>
          : <Person person={about} />
        </>
      )}
      {value !== undefined &&
        `: ${kind === 'importance changed' ? (importances.get(value) ?? value) : exactDay(value, lang)}`}
    </>
  );
}

type MovedProps = { words: Words; lang: Lang; event: TipEvent; topics: readonly OfferedTopic[] };

/** From which topic to which, as they are called now. */
function Moved({ words, lang, event: { moved }, topics }: MovedProps) {
  if (moved === undefined) return null;
  const nameOf = (slug: string | null) =>
    slug === null
      ? words.staff.topics.noTopic
      : (topics.find(topic => topic.slug === slug)?.name[lang] ?? slug);
  return (
    <>
      : {nameOf(moved.from)} → {nameOf(moved.to)}
    </>
  );
}
