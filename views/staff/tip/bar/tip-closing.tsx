import type { KeptFor } from '../../../../src/i18n/dates.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import { keyed } from '../../../../src/keys.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { Outcome } from '../../../../src/tips/outcomes.ts';
import type { TypedBeside } from '../../../../src/tips/typed-beside.ts';
import { HelpLink } from '../../help/help-link.tsx';
import { TIP_FORM } from '../form-ids.ts';

/** What is typed on the page beside the note, and what is at fault. */
export type Beside = TypedBeside & {
  /** Whether the note is to be added by the closing. */
  withNote: boolean;
  faults: Readonly<Record<string, string>>;
};

export type ClosingProps = {
  words: Words;
  number: number;
  back: { back?: string };
  beside: Beside;
  /** What it can be closed as; none where it cannot be closed. */
  outcomes: readonly Outcome[];
  kept: KeptFor;
};

const FIELDS = ['article', 'duplicate_of', 'outcome'];

/** Asks what came of it: one press answers and closes. */
export function Closing({ words, number, back, beside, outcomes, kept }: ClosingProps) {
  const { tip: labels, closing, outcomes: names } = words.staff;
  const { article, duplicate_of: original, faults } = beside;
  return (
    <details
      class="folded closing"
      open={article !== '' || original !== '' || FIELDS.some(field => faults[field] !== undefined)}
    >
      <summary class="button plain compact" {...keyed('close')}>
        {labels.steps.closure}
      </summary>
      <div class="sheet fields">
        <Line
          name="article"
          label={closing.article}
          hint={closing.articleHint}
          value={article}
          fault={faults['article']}
          inputMode="url"
        />
        <Line
          name="duplicate_of"
          label={closing.original}
          hint={closing.originalHint}
          value={original}
          fault={faults['duplicate_of']}
          inputMode="numeric"
        />
        <label class="choice">
          <input type="checkbox" name="closure_with" value="note" form={TIP_FORM} checked={beside.withNote} />{' '}
          <span>{closing.withNote}</span>
        </label>
        <fieldset>
          <legend>{closing.ask}</legend>
          <ol class="outcomes">
            {outcomes.map((outcome, index) => (
              <li key={outcome}>
                <button
                  type="submit"
                  form={TIP_FORM}
                  name="outcome"
                  value={outcome}
                  formAction={staffPaths.step(number, 'closure', back)}
                  formNoValidate
                  data-key={index + 1}
                >
                  {names[outcome]}
                </button>
              </li>
            ))}
          </ol>
          {faults['outcome'] !== undefined && <p class="fault">{faults['outcome']}</p>}
        </fieldset>
        <p class="quiet small">{closing.kept(kept.used, kept.unused)}</p>
        <HelpLink words={words} about="outcomes" />
      </div>
    </details>
  );
}

type LineProps = {
  name: 'article' | 'duplicate_of';
  label: string;
  hint: string;
  value: string;
  fault: string | undefined;
  inputMode: 'url' | 'numeric';
};

/** Of type `text`: a fault that the browser finds in a folded field stops every other button without a word. */
function Line({ name, label, hint, value, fault, inputMode }: LineProps) {
  const id = name.replace('_', '-');
  const atFault = fault === undefined ? {} : ({ 'aria-invalid': true, autofocus: true } as const);
  return (
    <div>
      <label for={id}>{label}</label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <input
        id={id}
        type="text"
        name={name}
        form={TIP_FORM}
        inputMode={inputMode}
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        dir="ltr"
        value={value}
        aria-describedby={fault === undefined ? `${id}-hint` : `${id}-hint ${id}-fault`}
        {...atFault}
      />
      {fault !== undefined && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
