import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { ListedAccount } from '../../../src/staff/accounts/list-accounts.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { DeskPage } from '../desk-page.tsx';
import { Name } from '../name.tsx';
import { Ago, At, type Clock } from '../time.tsx';
import { InvitationState } from './invitation-state.tsx';
import { InviteForm, type ShownInviteForm } from './invite-form.tsx';

/** What has just been done. */
export const DONE = ['invited', 'changed', 'factor', 'deactivated'] as const;

type PeopleProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  people: readonly ListedAccount[];
  /** What topics are called, by their slugs. */
  topicNames: ReadonlyMap<string, string>;
  form: ShownInviteForm;
  done: (typeof DONE)[number] | null;
};

export function PeoplePage({ frame, viewer, now, timeZone, people, topicNames, form, done }: PeopleProps) {
  const { words, lang } = frame;
  const labels = words.staff.people;
  const here = people.filter(({ endedAt }) => endedAt === null);
  const left = people.filter(({ endedAt }) => endedAt !== null);
  const shared = { words, clock: { lang, now, timeZone }, viewer, topicNames };
  return (
    <DeskPage frame={frame} title={labels.title} viewer={viewer} room="people">
      <h1>
        {labels.title} <span class="quiet">{labels.count(here.length)}</span>
      </h1>
      {done !== null && (
        <p class="notice good" role="status">
          <Icon name="check" size={20} />
          <span>{labels.done[done]}</span>
        </p>
      )}
      <p class="quiet">{labels.lead}</p>
      <table class="people">
        <caption class="unseen">{labels.title}</caption>
        <thead>
          <tr>
            {[labels.name, labels.email, labels.role, labels.factor, labels.last].map(label => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">
              <span class="unseen">{labels.act}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {here.map(person => (
            <Row key={person.id} {...shared} person={person} />
          ))}
        </tbody>
      </table>
      <section class="part" id="invite" aria-labelledby="invite-title">
        <h2 id="invite-title">{labels.invite.title}</h2>
        <InviteForm {...form} words={words} />
      </section>
      {left.length > 0 && <Left words={words} clock={shared.clock} people={left} />}
    </DeskPage>
  );
}

type RowProps = {
  words: Words;
  clock: Clock;
  viewer: Viewer;
  topicNames: PeopleProps['topicNames'];
  person: ListedAccount;
};

function Row({ words, clock, viewer, topicNames, person }: RowProps) {
  const { people } = words.staff;
  const { id, email, name, role, topics, hasPassword, signedInAt } = person;
  const isNew = !hasPassword && signedInAt === null;
  return (
    <tr>
      <td class="called">
        {name === null ? (
          <span class="quiet">{isNew ? people.notYet : people.nameless}</span>
        ) : (
          <bdi {...VERBATIM}>{name}</bdi>
        )}
      </td>
      <td class="email" {...VERBATIM}>
        {email}
      </td>
      <td>
        <Name words={words} names={people.roles} word={role} />
        {topics.length > 0 && (
          <span class="quiet small">
            {' · '}
            {people.team(topics.map(slug => topicNames.get(slug) ?? slug).join(', '))}
          </span>
        )}
      </td>
      <td class="factor">{person.hasSecondFactor && <Factor words={words} />}</td>
      <td>
        {hasPassword ? (
          <>
            <span class="label quiet small">{people.last}</span>{' '}
            <LastSignIn words={words} clock={clock} at={signedInAt} />
          </>
        ) : (
          <InvitationState words={words} now={clock.now} until={person.linkUntil} mail={person.mail} />
        )}
      </td>
      <td class="act">
        {!hasPassword && <Again words={words} person={person} />}
        {id === viewer.staffId && <span class="quiet">{people.you} · </span>}
        <a href={staffPaths.person(id)} aria-label={people.actOn(name ?? email)}>
          {people.act}
        </a>
      </td>
    </tr>
  );
}

const Factor = ({ words: { staff } }: { words: Words }) => (
  <>
    <Icon name="check" size={16} /> <span>{staff.people.factorOn}</span>
  </>
);

/** The invitation once more. */
const Again = ({ words, person }: Pick<RowProps, 'words' | 'person'>) => (
  <form method="post" action={staffPaths.inviteAgain(person.id)}>
    <input type="hidden" name="version" value={person.version} />
    <button
      class="link"
      type="submit"
      aria-label={words.staff.people.invite.againTo(person.name ?? person.email)}
    >
      {words.staff.people.invite.again}
    </button>
  </form>
);

const LastSignIn = ({ words, clock, at }: { words: Words; clock: Clock; at: number | null }) =>
  at === null ? <span class="quiet">{words.staff.people.never}</span> : <Ago at={at} clock={clock} />;

type LeftProps = { words: Words; clock: Clock; people: readonly ListedAccount[] };

function Left({ words, clock, people }: LeftProps) {
  const labels = words.staff.people;
  return (
    <section class="part" aria-labelledby="left-title">
      <h2 id="left-title">{labels.left.title}</h2>
      <ul class="left">
        {people.map(({ id, email, name, endedAt }) => (
          <li key={id}>
            <a href={staffPaths.person(id)} {...VERBATIM}>
              {name ?? email}
            </a>{' '}
            <span class="quiet small">
              {name !== null && <span {...VERBATIM}>{email} · </span>}
              {labels.one.leftAt} <At at={endedAt ?? 0} clock={clock} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
