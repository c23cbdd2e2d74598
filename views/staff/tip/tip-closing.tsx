import type { KeptFor } from '../../../src/i18n/dates.ts';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Outcome } from '../../../src/tips/outcomes.ts';
import type { TypedBeside } from '../../../src/tips/tip.ts';
import { TIP_FORM } from './form-ids.ts';

/** What is typed on the page beside the note, and what is at fault. */
export type Beside = TypedBeside & { faults: Readonly<Record<string, string>> };

export type ClosingProps = {
  words: Words;
  number: number;
  back: { back?: string };
  beside: Beside;
  /** What it can be closed as; none where it cannot be closed. */
  outcomes: readonly Outcome[];
  kept: KeptFor;
};

/** Asks what came of it: one press answers and closes. */
export function Closing({ words, number, back, beside, outcomes, kept }: ClosingProps) {
  const { tip: labels, closing, outcomes: names } = words.staff;
  const { article, faults } = beside;
  return (
    <details
      class="folded closing"
      open={article !== '' || faults['article'] !== undefined || faults['outcome'] !== undefined}
    >
      <summary class="button plain compact">{labels.steps.closure}</summary>
      <div class="sheet fields">
        <Article words={words} article={article} fault={faults['article']} />
        <fieldset>
          <legend>{closing.ask}</legend>
          <div class="actions">
            {outcomes.map(outcome => (
              <button
                key={outcome}
                class="button plain compact"
                type="submit"
                form={TIP_FORM}
                name="outcome"
                value={outcome}
                formAction={staffPaths.step(number, 'closure', back)}
                formNoValidate
              >
                {names[outcome]}
              </button>
            ))}
          </div>
          {faults['outcome'] !== undefined && <p class="fault">{faults['outcome']}</p>}
        </fieldset>
        <p class="quiet small">{closing.kept(kept.used, kept.unused)}</p>
      </div>
    </details>
  );
}

type ArticleProps = { words: Words; article: string; fault: string | undefined };

/** Not of type `url`: a fault that the browser finds in a folded field stops every other button without a word. */
function Article({ words, article, fault }: ArticleProps) {
  const { closing } = words.staff;
  const atFault = fault === undefined ? {} : ({ 'aria-invalid': true, autofocus: true } as const);
  return (
    <div>
      <label for="article">{closing.article}</label>
      <p class="hint" id="article-hint">
        {closing.articleHint}
      </p>
      <input
        id="article"
        type="text"
        name="article"
        form={TIP_FORM}
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        dir="ltr"
        value={article}
        aria-describedby={fault === undefined ? 'article-hint' : 'article-hint article-fault'}
        {...atFault}
      />
      {fault !== undefined && (
        <p class="fault" id="article-fault">
          {fault}
        </p>
      )}
    </div>
  );
}

type NoteAndCloseProps = Pick<ClosingProps, 'words' | 'number' | 'back' | 'outcomes'>;

/** The same by one press with the note that was typed. */
export function NoteAndClose({ words, number, back, outcomes }: NoteAndCloseProps) {
  const { closing, outcomes: names } = words.staff;
  return (
    <div class="actions note-and-close">
      <span aria-hidden="true" class="quiet small">
        {closing.noteAndClose}:
      </span>
      {outcomes.map(outcome => (
        <button
          key={outcome}
          class="button plain compact"
          type="submit"
          name="outcome"
          value={outcome}
          formAction={staffPaths.step(number, 'closure', { ...back, with: 'note' })}
          aria-label={closing.noteAndCloseAs(names[outcome])}
        >
          {names[outcome]}
        </button>
      ))}
    </div>
  );
}
