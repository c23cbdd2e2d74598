import type { Words } from '../../../src/i18n/words.ts';
import type { LinkMail } from '../../../src/staff/accounts/list-accounts.ts';

const HOUR = 60 * 60_000;
const MINUTE = 60_000;

type StateProps = { words: Words; now: number; until: number | null; mail: LinkMail | null };

/** How long an invitation is good yet, and what became of its mail. */
export function InvitationState({ words, now, until, mail }: StateProps) {
  const { invited } = words.staff.people;
  if (until === null) return <span class="quiet">{invited.over}</span>;
  const left = until - now;
  const told =
    left >= HOUR ? invited.hours(Math.floor(left / HOUR)) : invited.minutes(Math.ceil(left / MINUTE));
  const fate = mail === null ? null : fateOf(mail);
  return (
    <>
      {invited.until(told)}
      {fate !== null && (
        <span class={fate === 'refused' ? 'error small' : 'quiet small'}> · {invited[fate]}</span>
      )}
    </>
  );
}

function fateOf({ state, lastError }: LinkMail): 'waiting' | 'trying' | 'sent' | 'refused' | null {
  if (state === 'done') return 'sent';
  if (state === 'set aside') return 'refused';
  if (state === 'dropped') return null;
  return lastError === null ? 'waiting' : 'trying';
}
