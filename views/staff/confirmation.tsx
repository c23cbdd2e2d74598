import { staffPaths } from '../../src/paths.ts';
import type { Viewer } from '../../src/staff/access.ts';
import { Icon } from '../parts/icons.tsx';
import type { Frame } from '../parts/layout.tsx';
import { DeskPage } from './desk-page.tsx';
import { CodeField } from './second-factor/code-field.tsx';
import { PasskeyButton } from './second-factor/passkey-button.tsx';

/** One field of what is to be done, as it was typed. */
export type Typed = { name: string; value: string };

type ConfirmationProps = {
  frame: Frame;
  viewer: Viewer;
  /** What is to be done, and with what. */
  action: string;
  typed: readonly Typed[];
  fault: string | null;
  /** Whether a code is asked for beside the password. */
  hasFactor: boolean;
  /** Whether it may be one of an app. */
  hasApp: boolean;
  /** Whether a passkey may stand for both. */
  hasPasskey: boolean;
};

/** Asks whoever is signed in to prove that it is they, and goes on with what they were about to do. */
export function ConfirmationPage({ frame, viewer, action, typed, fault, ...has }: ConfirmationProps) {
  const words = frame.words.staff.confirmation;
  return (
    <DeskPage frame={frame} title={words.title} viewer={viewer}>
      <div class="asked">
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        {fault !== null && (
          <p class="notice error" role="alert" id="fault">
            <Icon name="alert" size={20} />
            <span>{fault}</span>
          </p>
        )}
        <form class="fields" method="post" action={action}>
          {typed.map(({ name, value }, place) => (
            <input key={place} type="hidden" name={name} value={value} />
          ))}
          {has.hasPasskey && (
            <PasskeyButton
              words={frame.words}
              act="use"
              options={staffPaths.confirmPasskey}
              into="confirm_passkey"
              class="button plain"
              isBeside
            >
              {frame.words.staff.secondFactor.passkeys.confirm}
            </PasskeyButton>
          )}
          {/* A browser's password manager looks for whose password it is. */}
          <input type="email" autocomplete="username" value={viewer.email} readOnly hidden />
          <div>
            <label for="confirm-password">{words.password}</label>
            <input
              id="confirm-password"
              name="confirm_password"
              type="password"
              autocomplete="current-password"
              required
              autofocus
              {...(fault !== null && { 'aria-invalid': true, 'aria-describedby': 'fault' })}
            />
          </div>
          {has.hasFactor && (
            <CodeField words={frame.words} name="confirm_code" hasApp={has.hasApp} isWrong={fault !== null} />
          )}
          <p class="hint">{words.once}</p>
          <div class="actions">
            <button class="button" type="submit">
              {words.send}
            </button>
            <a class="button plain" href={staffPaths.list()}>
              {words.cancel}
            </a>
          </div>
        </form>
      </div>
    </DeskPage>
  );
}
