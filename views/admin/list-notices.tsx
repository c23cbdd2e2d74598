import { exactTime } from '../../src/i18n/dates.ts';
import type { Health } from '../../src/outbox/health.ts';
import { Icon } from '../icons.tsx';
import type { Frame } from '../layout.tsx';
import type { Clock } from './time.tsx';

export type Done = 'retried' | 'tested';
export type Warning = 'forwarded' | 'disk' | 'scanner' | 'darkroom';
export type MailState = { keptAsFiles: boolean; health: Health };

type NoticesProps = {
  frame: Frame;
  clock: Clock;
  mail: MailState;
  warnings: readonly Warning[];
  done: Done | null;
};

/** What admins must know before they read on. */
export function ListNotices({ frame, clock, mail, warnings, done }: NoticesProps) {
  const { words } = frame;
  return (
    <>
      {done !== null && (
        <p class="notice good" role="status">
          <Icon name="check" size={20} />
          <span>{words.desk.done[done === 'tested' && mail.keptAsFiles ? 'testedAsFile' : done]}</span>
        </p>
      )}
      {done !== 'retried' && <StuckMail frame={frame} clock={clock} health={mail.health} />}
      {mail.keptAsFiles && (
        <p class="notice">
          <Icon name="mail" size={20} />
          <span>{words.desk.mail.keptAsFiles}</span>
        </p>
      )}
      {warnings.map(warning => (
        <p class="notice" key={warning}>
          <Icon name="alert" size={20} />
          <span>
            <strong>{words.desk.warnings.warning}</strong> {words.desk.warnings[warning]}
          </span>
        </p>
      ))}
    </>
  );
}

function StuckMail({ frame, clock, health }: { frame: Frame; clock: Clock; health: Health }) {
  const { mail } = frame.words.desk;
  const count = health.waiting + health.setAside;
  if (count === 0) return null;
  return (
    <form class="notice error" method="post" action="/admin/mail/retry">
      <Icon name="mail" size={20} />
      <p>
        <strong>{mail.stuck(count)}</strong>{' '}
        {health.since !== null && `${mail.since(exactTime(health.since, clock.lang, clock.timeZone))} `}
        {health.lastError !== null && mail.lastError(health.lastError)}
      </p>
      <button class="button plain compact" type="submit">
        {mail.retry}
      </button>
    </form>
  );
}
