import type { Words } from '../../../src/i18n/words.ts';

type CodeFieldProps = {
  words: Words;
  name: string;
  /** Without one a recovery code alone will do. */
  hasApp: boolean;
  isWrong: boolean;
  autofocus?: boolean;
};

/** One field for both: a code of the app, or a recovery code. A fault stands above it, as `fault`. */
export function CodeField({ words, name, hasApp, isWrong, autofocus = false }: CodeFieldProps) {
  const { label, hint, hintWithoutApp } = words.staff.secondFactor.code;
  return (
    <div>
      <label for="code">{label}</label>
      <p class="hint" id="code-hint">
        {hasApp ? hint : hintWithoutApp}
      </p>
      <input
        id="code"
        name={name}
        type="text"
        autocomplete="one-time-code"
        autocapitalize="characters"
        spellcheck={false}
        maxLength={100}
        required
        autofocus={autofocus}
        aria-describedby={isWrong ? 'fault code-hint' : 'code-hint'}
        {...(isWrong && { 'aria-invalid': true })}
      />
    </div>
  );
}
