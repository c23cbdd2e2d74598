import type { Lang } from '../../../src/i18n/lang.ts';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { ListedAccount } from '../../../src/staff/accounts/list-accounts.ts';
import type { Role } from '../../../src/staff/roles.ts';
import type { Faults } from '../../parts/field-fault.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { DeskPage } from '../desk-page.tsx';
import { At, type Clock } from '../time.tsx';
import { InvitationState } from './invitation-state.tsx';
import { LanguageChoice, NameField, RoleChoice } from './person-fields.tsx';

type PersonProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  person: ListedAccount;
  /** The numbers of the open tips that are assigned to them. */
  tips: readonly number[];
  form: { typed: { name: string; role: Role | null; language: Lang | null }; faults: Faults };
  /** Those that are offered: nobody raises themselves. */
  roles: readonly Role[];
  /** Else the link of an invitation is shown. */
  isMailed: boolean;
};

export function PersonPage({ frame, viewer, now, timeZone, person, tips, isMailed, ...props }: PersonProps) {
  const { words, lang } = frame;
  const { people } = words.staff;
  const clock = { lang, now, timeZone };
  const called = person.name ?? person.email;
  return (
    <DeskPage frame={frame} title={called} viewer={viewer} room="people">
      <p class="back small">
        <a href={staffPaths.people()}>{people.toPeople}</a>
      </p>
      <h1 {...VERBATIM}>{called}</h1>
      {person.name !== null && (
        <p class="quiet" {...VERBATIM}>
          {person.email}
        </p>
      )}
      {person.endedAt !== null && <Back words={words} person={person} clock={clock} />}
      {person.endedAt === null && !person.hasPassword && (
        <Invitation words={words} person={person} now={now} isMailed={isMailed} />
      )}
      {person.endedAt === null && (
        <>
          <Change words={words} person={person} {...props} isOwn={person.id === viewer.staffId} />
          {person.hasSecondFactor && <SecondFactor words={words} person={person} />}
          <Leaving words={words} person={person} tips={tips} />
        </>
      )}
    </DeskPage>
  );
}

const Version = ({ person }: Pick<PersonProps, 'person'>) => (
  <input type="hidden" name="version" value={person.version} />
);

type ChangeProps = Pick<PersonProps, 'person' | 'form' | 'roles'> & { words: Words; isOwn: boolean };

function Change({ words, person, form: { typed, faults }, roles, isOwn }: ChangeProps) {
  const { people } = words.staff;
  return (
    <section class="asked" aria-labelledby="change-title">
      <h2 id="change-title">{people.one.change}</h2>
      <form class="fields" method="post" action={staffPaths.person(person.id)}>
        <Version person={person} />
        <NameField words={words} value={typed.name} faults={faults} />
        <LanguageChoice words={words} chosen={typed.language} />
        {isOwn && <p class="hint">{people.one.ownRole}</p>}
        <RoleChoice words={words} chosen={typed.role} faults={faults} roles={roles} />
        <div class="actions">
          <button class="button" type="submit">
            {people.one.save}
          </button>
        </div>
      </form>
    </section>
  );
}

type InvitationProps = Pick<PersonProps, 'person' | 'now' | 'isMailed'> & { words: Words };

function Invitation({ words, person, now, isMailed }: InvitationProps) {
  const { people } = words.staff;
  return (
    <section class="asked" aria-labelledby="invitation-title">
      <h2 id="invitation-title">{people.invite.title}</h2>
      <p>
        <InvitationState words={words} now={now} until={person.linkUntil} mail={person.mail} />
      </p>
      <form method="post" action={staffPaths.inviteAgain(person.id)}>
        <Version person={person} />
        <div class="actions">
          <button class="button" type="submit">
            {isMailed ? people.invite.again : people.invite.sendNoMail}
          </button>
        </div>
      </form>
    </section>
  );
}

/** For who has lost the phone and the codes. */
function SecondFactor({ words, person }: Pick<PersonProps, 'person'> & { words: Words }) {
  const { people } = words.staff;
  return (
    <section class="asked" aria-labelledby="factor-title">
      <h2 id="factor-title">{people.factor}</h2>
      <p>{people.one.factorLead}</p>
      <form method="post" action={staffPaths.resetFactor(person.id)}>
        <div class="actions">
          <button class="button danger" type="submit">
            {people.one.resetFactor}
          </button>
        </div>
      </form>
    </section>
  );
}

/** More of them than this would push the button out of sight. */
const SHOWN = 50;

/** What is theirs to do is shown before anybody can let them go. */
function Leaving({ words, person, tips }: Pick<PersonProps, 'person' | 'tips'> & { words: Words }) {
  const { people } = words.staff;
  const isNew = !person.hasPassword && person.signedInAt === null;
  return (
    <section class="asked" aria-labelledby="leaving-title">
      <h2 id="leaving-title">{isNew ? people.invite.takeBack : people.one.leaving}</h2>
      <p>{isNew ? people.invite.takeBackLead : people.one.leavingLead}</p>
      <p>{tips.length === 0 ? people.one.noTips : people.one.tips(tips.length)}</p>
      {tips.length > 0 && (
        <ul>
          {tips.slice(0, SHOWN).map(number => (
            <li key={number}>
              <a href={staffPaths.tip(number)}>{people.one.tip(number)}</a>
            </li>
          ))}
          {tips.length > SHOWN && <li>{people.one.moreTips(tips.length - SHOWN)}</li>}
        </ul>
      )}
      <form method="post" action={staffPaths.deactivate(person.id)}>
        <Version person={person} />
        <input type="hidden" name="tips" value={tips.length} />
        <div class="actions">
          <button class="button danger" type="submit">
            {isNew ? people.invite.takeBack : people.one.deactivate}
          </button>
        </div>
      </form>
    </section>
  );
}

type BackProps = Pick<PersonProps, 'person'> & { words: Words; clock: Clock };

function Back({ words, person, clock }: BackProps) {
  const { people } = words.staff;
  return (
    <section class="asked" aria-labelledby="back-title">
      <h2 id="back-title">{people.one.back}</h2>
      <p class="quiet">
        {people.one.leftAt} <At at={person.endedAt ?? 0} clock={clock} />
      </p>
      <p>{people.one.backLead}</p>
      <form method="post" action={staffPaths.bringBack(person.id)}>
        <Version person={person} />
        <div class="actions">
          <button class="button" type="submit">
            {people.one.back}
          </button>
        </div>
      </form>
    </section>
  );
}
