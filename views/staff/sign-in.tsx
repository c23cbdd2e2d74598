import { staffPaths } from '../../src/paths.ts';
import { Icon } from '../parts/icons.tsx';
import type { Frame } from '../parts/layout.tsx';
import { OpenedByHttp } from './by-http.tsx';
import { OutsidePage } from './desk-page.tsx';
import { PasskeySignIn } from './second-factor/passkey-sign-in.tsx';

type LoginProps = {
  frame: Frame;
  email: string;
  /** Where a good sign-in leads. */
  next: string;
  fault: string | null;
  /** Why they are here; what was typed is `kept`. */
  why?: 'ended' | 'kept' | null;
  /** Where it is to be opened by https; null where it may be used as it is. */
  httpsAddress: string | null;
  /** Whether there can be passkeys of this desk. */
  takesPasskeys: boolean;
};

export function LoginPage({
  frame,
  email,
  next,
  fault,
  why = null,
  httpsAddress,
  takesPasskeys,
}: LoginProps) {
  const words = frame.words.staff.login;
  return (
    <OutsidePage frame={frame} title={words.title}>
      {why === null ? (
        <p class="quiet">{words.lead}</p>
      ) : (
        <p class="notice" role="status">
          <Icon name="clock" size={20} />
          <span>{words[why]}</span>
        </p>
      )}
      {httpsAddress !== null && <OpenedByHttp frame={frame} address={httpsAddress} />}
      {fault !== null && (
        <p class="notice error" role="alert">
          <Icon name="alert" size={20} />
          <span>{fault}</span>
        </p>
      )}
      <form class="fields" method="post" action={staffPaths.signIn()}>
        <input type="hidden" name="next" value={next} />
        <div>
          <label for="email">{words.email}</label>
          <input
            id="email"
            name="email"
            type="email"
            autocomplete="username"
            required
            autofocus={email === ''}
            value={email}
          />
        </div>
        <div>
          <label for="password">{words.password}</label>
          <input
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
            required
            autofocus={email !== ''}
          />
        </div>
        <button class="button" type="submit">
          {words.send}
        </button>
      </form>
      {takesPasskeys && httpsAddress === null && <PasskeySignIn frame={frame} next={next} />}
      <p class="hint">{words.forgotten}</p>
    </OutsidePage>
  );
}
