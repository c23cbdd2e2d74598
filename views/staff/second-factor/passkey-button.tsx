import type { ComponentChildren } from 'preact';
import type { Words } from '../../../src/i18n/words.ts';

type PasskeyButtonProps = {
  words: Words;
  act: 'use' | 'make';
  /** Where the browser is told what to ask for. */
  options: string;
  /** The field of the form that takes the answer. */
  into: string;
  class: string;
  /** In a form that is sent by another button too. */
  isBeside?: boolean;
  children: ComponentChildren;
};

/** It shows only where a script runs and the browser knows passkeys. */
export function PasskeyButton({
  words,
  act,
  options,
  into,
  isBeside = false,
  children,
  ...button
}: PasskeyButtonProps) {
  const { failed, otherHost } = words.staff.secondFactor.passkeys;
  return (
    <div class="with-passkeys">
      <input type="hidden" name={into} value="" />
      <button
        type={isBeside ? 'button' : 'submit'}
        class={button.class}
        data-passkey={act}
        data-options={options}
        data-into={into}
        data-failed={failed}
        data-elsewhere={otherHost}
      >
        {children}
      </button>
      <p class="fault" role="alert" />
    </div>
  );
}
