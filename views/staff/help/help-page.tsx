import type { ComponentChildren } from 'preact';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Role } from '../../../src/staff/roles.ts';
import type { Outcome } from '../../../src/tips/outcomes.ts';
import type { StateName } from '../../../src/tips/states.ts';
import type { Turn } from '../../../src/tips/turns.ts';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { OutcomeBadge } from '../outcome.tsx';
import { StateMark } from '../state-mark.tsx';
import { TurnMark } from '../turn-mark.tsx';

type HelpPageProps = {
  frame: Frame;
  viewer: Viewer;
  /** All that there are: one that is not explained does not build. */
  states: readonly StateName[];
  turns: readonly Turn[];
  outcomes: readonly Outcome[];
  roles: readonly Role[];
  /** Kinds of mails. */
  mails: readonly (keyof Frame['words']['staff']['help']['leaves'])[];
};

/** What the words of the desk mean, how a source is protected, and what leaves the desk. */
export function HelpPage(props: HelpPageProps) {
  const { frame, viewer } = props;
  const { help } = frame.words.staff;
  return (
    <DeskPage frame={frame} title={help.title} viewer={viewer}>
      <article class="help">
        <h1>{help.title}</h1>
        <p class="quiet">{help.lead}</p>
        <nav aria-label={help.contents}>
          <a href="#source">{help.sourceTitle}</a>
          <a href="#notes">{help.notesTitle}</a>
          <a href="#leaves">{help.leavesTitle}</a>
          <a href="#states">{help.statesTitle}</a>
          <a href="#words">{help.wordsTitle}</a>
        </nav>
        <Protection frame={frame} />
        <Leaving {...props} />
        <Meanings {...props} />
        <Part id="keys" title={help.keysTitle}>
          <p>
            <a href={staffPaths.keys}>{help.keys}</a>
          </p>
        </Part>
      </article>
    </DeskPage>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

const Points = ({ of }: { of: readonly string[] }) => (
  <ul>
    {of.map(point => (
      <li key={point}>{point}</li>
    ))}
  </ul>
);

function Protection({ frame }: Pick<HelpPageProps, 'frame'>) {
  const { help } = frame.words.staff;
  return (
    <>
      <Part id="source" title={help.sourceTitle}>
        <Points of={help.source} />
      </Part>
      <Part id="notes" title={help.notesTitle}>
        <p>{help.notesLead}</p>
        <Points of={help.notes} />
      </Part>
    </>
  );
}

function Leaving({ frame, mails }: Pick<HelpPageProps, 'frame' | 'mails'>) {
  const { help } = frame.words.staff;
  return (
    <Part id="leaves" title={help.leavesTitle}>
      <p>{help.leavesLead}</p>
      <dl>
        {mails.map(kind => (
          <Meaning key={kind} term={help.mailKinds[kind]}>
            {help.leaves[kind]}
          </Meaning>
        ))}
      </dl>
    </Part>
  );
}

function Meanings({ frame: { words }, states, turns, outcomes, roles }: HelpPageProps) {
  const { help, people } = words.staff;
  return (
    <>
      <Part id="states" title={help.statesTitle}>
        <dl>
          {states.map(state => (
            <Meaning key={state} term={<StateMark state={state} words={words} />}>
              {help.states[state]}
            </Meaning>
          ))}
        </dl>
      </Part>
      <Part id="turns" title={help.turnsTitle}>
        <dl>
          {turns.map(turn => (
            <Meaning key={turn} term={<TurnMark turn={turn} words={words} />}>
              {help.turns[turn]}
            </Meaning>
          ))}
        </dl>
      </Part>
      <Part id="outcomes" title={help.outcomesTitle}>
        <dl>
          {outcomes.map(outcome => (
            <Meaning key={outcome} term={<OutcomeBadge outcome={outcome} words={words} />}>
              {help.outcomes[outcome]}
            </Meaning>
          ))}
        </dl>
      </Part>
      <Part id="words" title={help.wordsTitle}>
        <dl>
          {Object.values(help.words).map(([word, meaning]) => (
            <Meaning key={word} term={word}>
              {meaning}
            </Meaning>
          ))}
        </dl>
      </Part>
      <Part id="roles" title={help.rolesTitle}>
        <dl>
          {roles.map(role => (
            <Meaning key={role} term={people.roles[role]}>
              {people.roleHints[role]}
            </Meaning>
          ))}
        </dl>
      </Part>
    </>
  );
}

const Meaning = ({ term, children }: { term: ComponentChildren; children: ComponentChildren }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);
