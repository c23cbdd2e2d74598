import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { ShownTip } from '../../../src/tips/folder.ts';
import type { MailFate } from '../../../src/tips/tip.ts';
import { MailTrouble, type ShownTrouble } from '../mail-trouble.tsx';
import { Name } from '../name.tsx';
import { At, type Clock } from '../time.tsx';
import { TIP_FORM } from './form-ids.ts';

/** `trouble`: what keeps it. */
export type ShownMail = MailFate & { trouble: ShownTrouble | null };

type MailsProps = {
  words: Words;
  clock: Clock;
  tip: ShownTip;
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
              {mail.isStuck && mayMend && (
                <StuckMail {...{ words, back, mail }} tip={tip.number} isKept={tip.kept} />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type StuckProps = { words: Words; tip: number; isKept: boolean; back: Back; mail: ShownMail };

/** With the page's one form, so that what is typed there goes along; a forgotten tip has none, and nothing is typed there. */
function StuckMail({ words, tip, back, mail, isKept }: StuckProps) {
  const { tip: labels } = words.staff;
  const own = `mail-${mail.id}`;
  const button = {
    ...{ class: 'button plain compact', name: 'mail', value: mail.id, formNoValidate: true },
    form: isKept ? TIP_FORM : own,
  };
  return (
    <div class="actions">
      {!isKept && <form id={own} method="post" />}
      <button type="submit" {...button} formAction={staffPaths.sendToInbox(tip, back)}>
        {labels.sendToInbox}
      </button>{' '}
      <button type="submit" {...button} formAction={staffPaths.giveUpMail(tip, back)}>
        {labels.giveUpMail}
      </button>
    </div>
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
