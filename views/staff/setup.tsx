import { type Faults, FieldFault, faultOf } from '../parts/field-fault.tsx';
import type { Frame } from '../parts/layout.tsx';
import { OpenedByHttp } from './by-http.tsx';
import { OutsidePage } from './desk-page.tsx';

type SetupProps = {
  frame: Frame;
  /** Whose password it is; null for the desk's first account, whose owner types the e-mail too. */
  owner: string | null;
  email: string;
  faults: Faults;
  /** Letters that a password has at least. */
  rule: number;
  /** Where it is to be opened by https; null where it may be used as it is. */
  httpsAddress: string | null;
};

export function SetupPage({ frame, owner, email, faults, rule, httpsAddress }: SetupProps) {
  const words = frame.words.staff.setup;
  const isFirst = owner === null;
  return (
    <OutsidePage frame={frame} title={isFirst ? words.firstTitle : words.title}>
      <p class="quiet">{words.lead}</p>
      {httpsAddress !== null && <OpenedByHttp frame={frame} address={httpsAddress} />}
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
          <FieldFault field="email" faults={faults} />
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
          <FieldFault field="password" faults={faults} />
        </div>
        <button class="button" type="submit">
          {words.send}
        </button>
      </form>
    </OutsidePage>
  );
}
