import { staffPaths } from '../../../src/paths.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { OutsidePage } from '../desk-page.tsx';
import { CodeField } from './code-field.tsx';
import { PasskeySignIn } from './passkey-sign-in.tsx';

type SecondStepProps = {
  frame: Frame;
  /** Whose password was right. */
  email: string;
  /** Where a good sign-in leads. */
  next: string;
  fault: string | null;
  hasApp: boolean;
  hasPasskey: boolean;
};

export function SecondStepPage({ frame, email, next, fault, hasApp, hasPasskey }: SecondStepProps) {
  const words = frame.words.staff.secondFactor.code;
  return (
    <OutsidePage frame={frame} title={words.title}>
      <p class="quiet">
        <bdi>{words.of(email)}</bdi>
      </p>
      {fault !== null && (
        <p class="notice error" role="alert" id="fault">
          <Icon name="alert" size={20} />
          <span>{fault}</span>
        </p>
      )}
      {hasPasskey && <PasskeySignIn frame={frame} next={next} />}
      <form class="fields" method="post" action={staffPaths.secondStep()}>
        <input type="hidden" name="next" value={next} />
        <CodeField words={frame.words} name="code" hasApp={hasApp} isWrong={fault !== null} autofocus />
        <button class="button" type="submit">
          {words.send}
        </button>
      </form>
      <p class="hint">{words.lost}</p>
      <p class="small">
        <a href={staffPaths.signIn()}>{words.restart}</a>
      </p>
    </OutsidePage>
  );
}
