import { staffPaths } from '../../../src/paths.ts';
import type { OwnSession } from '../../../src/staff/sessions/own-sessions.ts';
import type { Frame } from '../../parts/layout.tsx';
import { Ago, At, type Clock } from '../time.tsx';

type SessionsProps = {
  frame: Frame;
  clock: Clock;
  sessions: readonly OwnSession[];
  current: string | null;
};

export function OwnSessions({ frame, clock, sessions, current }: SessionsProps) {
  const words = frame.words.staff.account.sessions;
  return (
    <section class="asked" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.title}</h2>
      <p class="quiet">{words.lead}</p>
      <ul class="own">
        {sessions.map((session, place) => (
          <li key={session.id}>
            <Session {...{ frame, clock, session, place }} isCurrent={session.id === current} />
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action={staffPaths.endSessions}>
          <input type="hidden" name="others" value="on" />
          <div class="actions">
            <button class="button plain" type="submit">
              {words.endOthers}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

type SessionProps = {
  frame: Frame;
  clock: Clock;
  session: OwnSession;
  /** Among the others, from 0. */
  place: number;
  isCurrent: boolean;
};

function Session({ frame, clock, session, place, isCurrent }: SessionProps) {
  const words = frame.words.staff.account.sessions;
  const name = session.name ?? `${words.nameless} ${place + 1}`;
  const field = `session-${place}`;
  return (
    <>
      <p>
        <strong>{name}</strong>
        {isCurrent && ` (${words.here})`}
        <br />
        <span class="quiet small">
          {words.begun} <At at={session.begunAt} clock={clock} /> · {words.used}{' '}
          <Ago at={session.usedAt} clock={clock} />
        </span>
      </p>
      <form class="own-form" method="post" action={staffPaths.nameSession}>
        <input type="hidden" name="id" value={session.id} />
        <label class="unseen" for={field}>
          {words.nameOf(name)}
        </label>
        <input
          id={field}
          type="text"
          name="name"
          maxLength={100}
          placeholder={words.name}
          value={session.name ?? ''}
        />
        <button class="button plain compact" type="submit">
          {words.save}
        </button>
      </form>
      {!isCurrent && (
        <form method="post" action={staffPaths.endSessions}>
          <input type="hidden" name="id" value={session.id} />
          <button class="button plain compact" type="submit" aria-label={words.endOf(name)}>
            {words.end}
          </button>
        </form>
      )}
    </>
  );
}
