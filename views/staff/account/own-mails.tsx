import { staffPaths } from '../../../src/paths.ts';
import type { MailWish, WantedMails } from '../../../src/staff/accounts/wanted-mails.ts';
import type { Frame } from '../../parts/layout.tsx';

const OFFERED = ['assigned', 'mentioned', 'reminders', 'reader'] as const satisfies readonly MailWish[];

type OwnMailsProps = { frame: Frame; wanted: WantedMails };

/** Of what one wants mails. */
export function OwnMails({ frame, wanted }: OwnMailsProps) {
  const { mails } = frame.words.staff.account;
  return (
    <section class="asked" aria-labelledby="mails-title">
      <h2 id="mails-title">{mails.title}</h2>
      <p class="quiet">{mails.lead}</p>
      <form class="fields" method="post" action={staffPaths.accountMails}>
        {/* What a newer version lets choose beside these stays as it is. */}
        <input type="hidden" name="offered" value={OFFERED.join(' ')} />
        {OFFERED.map(wish => (
          <label key={wish} class="choice">
            <input type="checkbox" name={wish} checked={wanted[wish]} />
            <span>{mails.wishes[wish]}</span>
          </label>
        ))}
        <div class="actions">
          <button class="button" type="submit">
            {mails.save}
          </button>
        </div>
      </form>
    </section>
  );
}
