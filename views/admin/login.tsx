import { Icon } from '../icons.tsx';
import type { Frame } from '../layout.tsx';
import { DoorPage } from './desk-page.tsx';

type LoginProps = {
  frame: Frame;
  email: string;
  /** Where a good sign-in leads. */
  next: string;
  fault: string | null;
};

export function LoginPage({ frame, email, next, fault }: LoginProps) {
  const words = frame.words.desk.login;
  return (
    <DoorPage frame={frame} title={words.title}>
      <p class="quiet">{words.lead}</p>
      {fault !== null && (
        <p class="notice error" role="alert">
          <Icon name="alert" size={20} />
          <span>{fault}</span>
        </p>
      )}
      <form class="fields" method="post" action="/admin/login">
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
      <p class="hint">{words.forgotten}</p>
    </DoorPage>
  );
}
