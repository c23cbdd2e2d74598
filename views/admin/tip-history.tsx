import type { Words } from '../../src/i18n/words.ts';
import type { EventKind, MailFate, TipEvent } from '../../src/tips/tip.ts';
import type { ShownFile } from '../../src/web/admin/shown-file.ts';
import { At, type Clock } from './time.tsx';

type MailsProps = { words: Words; clock: Clock; mails: MailFate[] };

/** What became of each mail that the tip owed. */
export function Mails({ words, clock, mails }: MailsProps) {
  const { tip: labels } = words.desk;
  return (
    <section class="part" aria-labelledby="mails">
      <h2 id="mails">{labels.mails}</h2>
      {mails.length === 0 && <p class="quiet">{labels.noMails}</p>}
      {mails.length > 0 && (
        <ul class="events">
          {mails.map(mail => (
            <li key={mail.recipient}>
              <span>
                {fateOf(mail, words)}: {mail.recipient}
              </span>
              <span class="quiet small">
                <At at={mail.at} clock={clock} />
                {mail.attempts > 1 && !isWaiting(mail) && ` · ${labels.attempts(mail.attempts)}`}
                {mail.lastError !== null && mail.state !== 'done' && ` · ${labels.lastError(mail.lastError)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Tried in vain, and to be tried again. */
const isWaiting = ({ state, lastError }: MailFate) => state === 'owed' && lastError !== null;

function fateOf(mail: MailFate, { desk }: Words): string {
  if (isWaiting(mail)) return desk.tip.waiting(mail.attempts);
  return desk.mailStates[mail.keptAsFile && mail.state === 'done' ? 'kept' : mail.state];
}

const viewKinds: ReadonlySet<EventKind> = new Set<EventKind>(['viewed', 'contact viewed', 'file viewed']);

type HistoryProps = { words: Words; clock: Clock; events: TipEvent[]; files: readonly ShownFile[] };

/** Who did what, and when; the many views folded. */
export function History({ words, clock, events, files }: HistoryProps) {
  const { tip: labels } = words.desk;
  const views = events.filter(event => viewKinds.has(event.kind));
  const changes = events.filter(event => !viewKinds.has(event.kind));
  return (
    <section class="part" aria-labelledby="history">
      <h2 id="history">{labels.history}</h2>
      <Events words={words} clock={clock} events={changes} files={files} />
      {views.length > 0 && (
        <details>
          <summary>{labels.views(views.length)}</summary>
          <Events words={words} clock={clock} events={views} files={files} />
        </details>
      )}
    </section>
  );
}

function Events({ words, clock, events, files }: HistoryProps) {
  const nameOf = (event: TipEvent) => files.find(({ id }) => id === event.file)?.shortName;
  return (
    <ol class="events">
      {events.map((event, index) => (
        <li key={index}>
          <span>
            {words.desk.events[event.kind]}
            {nameOf(event) !== undefined && (
              <>
                : <bdi>{nameOf(event)}</bdi>
              </>
            )}
            {event.by !== null && ` · ${event.by}`}
          </span>
          <span class="quiet small">
            <At at={event.at} clock={clock} />
          </span>
        </li>
      ))}
    </ol>
  );
}
