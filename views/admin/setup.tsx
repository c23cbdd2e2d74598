import type { Faults } from '../../src/errors.ts';
import type { Frame } from '../layout.tsx';
import { DoorPage } from './desk-page.tsx';

type SetupProps = {
  frame: Frame;
  /** Whose password it is; null for the desk's first account, whose owner types the e-mail too. */
  owner: string | null;
  email: string;
  faults: Faults;
  /** Letters that a password has at least. */
  rule: number;
};

export function SetupPage({ frame, owner, email, faults, rule }: SetupProps) {
  const words = frame.words.desk.setup;
  const isFirst = owner === null;
  return (
    <DoorPage frame={frame} title={isFirst ? words.firstTitle : words.title}>
      <p class="quiet">{words.lead}</p>
      <form class="fields" method="post">
        <div>
          <label for="email">{words.email}</label>
          <input
            id="email"
            name="email"
            type="email"
            autocomplete="username"
            required
            readOnly={!isFirst}
            value={owner ?? email}
            {...faultOf('email', faults)}
          />
          <Fault field="email" frame={frame} faults={faults} />
        </div>
        <div>
          <label for="password">{words.password}</label>
          <p class="hint" id="rule">
            {words.rule(rule)}
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
          <Fault field="password" frame={frame} faults={faults} />
        </div>
        <button class="button" type="submit">
          {words.send}
        </button>
      </form>
    </DoorPage>
  );
}

/** The first field at fault takes the focus, so that the fault is what is heard first. */
function faultOf(field: string, faults: Faults, hint?: string) {
  const isAtFault = faults[field] !== undefined;
  const described = [hint, isAtFault ? `${field}-fault` : undefined].filter(Boolean).join(' ');
  return {
    ...(described !== '' && { 'aria-describedby': described }),
    ...(isAtFault && { 'aria-invalid': true, autofocus: Object.keys(faults)[0] === field }),
  } as const;
}

function Fault({ field, frame, faults }: { field: string; frame: Frame; faults: Faults }) {
  const say = faults[field];
  return say ? (
    <p class="fault" id={`${field}-fault`}>
      {say(frame.words)}
    </p>
  ) : null;
}
