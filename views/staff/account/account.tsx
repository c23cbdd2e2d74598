import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { WantedMails } from '../../../src/staff/accounts/wanted-mails.ts';
import type { ApiToken } from '../../../src/staff/api-tokens/api-tokens.ts';
import type { OwnSession } from '../../../src/staff/sessions/own-sessions.ts';
import type { HistoryEntry } from '../../../src/tips/history/list-history.ts';
import { type Faults, FieldFault, faultOf } from '../../parts/field-fault.tsx';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { OwnHistory } from '../history/own-history.tsx';
import { LanguageChoice, NameField } from '../people/person-fields.tsx';
import type { Clock } from '../time.tsx';
import { OwnMails } from './own-mails.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { OwnTokens } from './own-tokens.tsx';

type AccountProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  sessions: readonly OwnSession[];
  /** The session in which the page is looked at. */
  current: string | null;
  tokens: readonly ApiToken[];
  /** The last of what they did. */
  history: readonly HistoryEntry[];
  faults: Faults;
  wanted: WantedMails;
  hasFactor: boolean;
  /** Letters that a password has at least. */
  rule: number;
  done: 'profile' | 'mails' | 'password' | 'sessions' | 'session-name' | 'token-ended' | null;
};

export function AccountPage({ frame, viewer, now, timeZone, done, ...own }: AccountProps) {
  const words = frame.words.staff.account;
  const clock: Clock = { lang: frame.lang, now, timeZone };
  return (
    <DeskPage frame={frame} title={words.title} viewer={viewer}>
      <h1>{words.title}</h1>
      {done !== null && (
        <p class="notice good" role="status">
          <Icon name="check" size={20} />
          <span>{words.done[done]}</span>
        </p>
      )}
      <OwnProfile frame={frame} viewer={viewer} faults={own.faults} />
      <OwnMails frame={frame} wanted={own.wanted} />
      <OwnPassword frame={frame} viewer={viewer} faults={own.faults} rule={own.rule} />
      <OwnFactor frame={frame} hasFactor={own.hasFactor} />
      <OwnSessions frame={frame} clock={clock} sessions={own.sessions} current={own.current} />
      <OwnTokens frame={frame} clock={clock} tokens={own.tokens} />
      <OwnHistory frame={frame} clock={clock} entries={own.history} />
    </DeskPage>
  );
}

type ProfileProps = Pick<AccountProps, 'frame' | 'viewer' | 'faults'>;

function OwnProfile({ frame: { words }, viewer, faults }: ProfileProps) {
  const { profile } = words.staff.account;
  return (
    <section class="asked" aria-labelledby="profile-title">
      <h2 id="profile-title">{profile.title}</h2>
      <form class="fields" method="post" action={staffPaths.accountProfile}>
        <NameField words={words} value={viewer.name ?? ''} faults={faults} />
        <LanguageChoice words={words} chosen={viewer.lang} />
        <div class="actions">
          <button class="button" type="submit">
            {words.staff.people.one.save}
          </button>
        </div>
      </form>
    </section>
  );
}

type PasswordProps = Pick<AccountProps, 'frame' | 'viewer' | 'faults' | 'rule'>;

function OwnPassword({ frame, viewer, faults, rule }: PasswordProps) {
  const words = frame.words.staff.account.password;
  return (
    <section class="asked" aria-labelledby="password-title">
      <h2 id="password-title">{words.title}</h2>
      <p class="quiet">{words.lead}</p>
      <form class="fields" method="post" action={staffPaths.accountPassword}>
        {/* A browser's password manager looks for whose password it is. */}
        <input type="email" autocomplete="username" value={viewer.email} readOnly hidden />
        <div>
          <label for="present">{words.present}</label>
          <input
            id="present"
            name="present"
            type="password"
            autocomplete="current-password"
            required
            {...faultOf('present', faults)}
          />
          <FieldFault field="present" faults={faults} />
        </div>
        <div>
          <label for="password">{words.next}</label>
          <p class="hint" id="rule">
            {frame.words.staff.setup.rule(rule)}
          </p>
          <input
            id="password"
            name="password"
            type="password"
            autocomplete="new-password"
            required
            minLength={rule}
            {...faultOf('password', faults, 'rule')}
          />
          <FieldFault field="password" faults={faults} />
        </div>
        <div class="actions">
          <button class="button" type="submit">
            {words.send}
          </button>
        </div>
      </form>
    </section>
  );
}

function OwnFactor({ frame, hasFactor }: Pick<AccountProps, 'frame' | 'hasFactor'>) {
  const words = frame.words.staff.secondFactor;
  return (
    <section class="asked" aria-labelledby="factor-title">
      <h2 id="factor-title">{words.title}</h2>
      <p class="quiet">{hasFactor ? words.on : words.off}</p>
      <div class="actions">
        <a class="button plain" href={staffPaths.secondFactor()}>
          {hasFactor ? words.manage : words.setUp}
        </a>
      </div>
    </section>
  );
}
