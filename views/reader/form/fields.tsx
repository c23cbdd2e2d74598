import type { ComponentChildren } from 'preact';
import type { Words } from '../../../src/i18n/words.ts';
import type { TextField as AddedText } from '../../../src/tips/fields.ts';

/** What was typed, by the field names of the form; a ticked box is `on`. */
export type FormValues = Record<
  TextName | 'topic' | 'consent_contact' | 'consent_media' | 'clean' | 'age_14',
  string
> & {
  replyBy: string[];
  /** Where finished uploads are. */
  uploads: string[];
};

type TextName = 'message' | AddedText | 'happened_at' | 'phone' | 'email' | 'chat';

/** For each field at fault a sentence in the reader's language. */
export type FormFaults = Readonly<Record<string, string>>;

/** What every part of the form needs. */
export type PartProps = {
  words: Words['reader']['form'];
  fields: Words['fields'];
  values: FormValues;
  faults: FormFaults;
};

/** Sizes in bytes, texts in code points. */
export type FormLimits = {
  fileSize: number;
  fileCount: number;
  fileTotal: number;
  message: number;
  text: number;
};

export const Optional = ({ words }: { words: PartProps['words'] }) => (
  <span class="optional">({words.optional})</span>
);

/**
 * Always there and empty while all is well: scripts put words into it, and screen readers find it by the
 * field.
 */
export const Fault = ({ field, faults }: { field: string; faults: FormFaults }) => (
  <p class="fault" id={`${field}-fault`} hidden={faults[field] === undefined}>
    {faults[field]}
  </p>
);

/** Ties a field to its hint and its fault. */
export const described = (field: string, faults: FormFaults, hint?: string) => ({
  'aria-describedby': `${hint === undefined ? '' : `${field}-hint `}${field}-fault`,
  'aria-invalid': faults[field] !== undefined ? ('true' as const) : undefined,
});

type TextFieldProps = PartProps & {
  field: TextName;
  label: string;
  hint?: string;
  keyboard?: 'text' | 'tel' | 'email';
  autocomplete: string;
};

/**
 * One optional line of text. Not of type `email`, as browsers rewrite what is typed there: it is kept as
 * typed.
 */
export function TextField({ field, label, hint, keyboard = 'text', autocomplete, ...part }: TextFieldProps) {
  const { words, values, faults } = part;
  return (
    <div class="field">
      <label for={field}>
        {label} <Optional words={words} />
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${field}-hint`}>
          {hint}
        </p>
      )}
      <input
        type="text"
        inputMode={keyboard}
        enterkeyhint="next"
        autocapitalize={keyboard === 'email' ? 'none' : undefined}
        id={field}
        name={field}
        value={values[field] || undefined}
        autocomplete={autocomplete}
        {...described(field, faults, hint)}
      />
      <Fault field={field} faults={faults} />
    </div>
  );
}

type ChoiceProps = {
  type: 'checkbox' | 'radio';
  id: string;
  name: string;
  value: string;
  checked: boolean;
  children: ComponentChildren;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: 'true' | undefined;
};

export const Choice = ({ children, ...box }: ChoiceProps) => (
  <label class="choice">
    <input {...box} />
    <span>{children}</span>
  </label>
);
