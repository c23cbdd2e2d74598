import { LANGS, type Lang } from '../../../src/i18n/lang.ts';
import type { Words } from '../../../src/i18n/words.ts';
import type { Placeholder } from '../../../src/tips/talk/ready/placeholders.ts';
import { VERBATIM } from '../../parts/verbatim.ts';

/** A ready answer as it is typed. */
export type TypedAnswer = Record<'name' | `text_${Lang}`, string>;

/** What was typed, and what is wrong with it, by field. `placeholders`: all that can be filled in, as it is written. */
export type ShownAnswerForm = {
  typed: TypedAnswer;
  faults: Readonly<Record<string, string>>;
  placeholders: readonly { is: Placeholder; written: string }[];
};

type FormProps = ShownAnswerForm & {
  words: Words;
  action: string;
  /** Of the answer that is changed; null for a new one. */
  version: number | null;
  /** As others have left it meanwhile. */
  now: TypedAnswer | null;
};

export function AnswerForm({ words, action, version, placeholders, typed, faults, now }: FormProps) {
  const labels = words.staff.readyAnswers;
  return (
    <form class="fields topic-form" method="post" action={action}>
      {version !== null && <input type="hidden" name="version" value={version} />}
      <div>
        <label for="name">{labels.name}</label>
        <p class="quiet small" id="name-hint">
          {labels.nameHint}
        </p>
        <input
          type="text"
          id="name"
          name="name"
          value={typed.name}
          autocomplete="off"
          aria-describedby="name-hint name-fault"
          aria-invalid={faults['name'] === undefined ? undefined : 'true'}
        />
        <Fault field="name" faults={faults} />
      </div>
      <Placeholders labels={labels} placeholders={placeholders} />
      {LANGS.map(lang => (
        <Text key={lang} {...{ labels, lang, typed, faults, now }} />
      ))}
      <div class="actions">
        <button class="button" type="submit">
          {version === null ? labels.add : labels.save}
        </button>
      </div>
    </form>
  );
}

type PlaceholdersProps = Pick<ShownAnswerForm, 'placeholders'> & { labels: Words['staff']['readyAnswers'] };

const Placeholders = ({ labels, placeholders }: PlaceholdersProps) => (
  <div>
    <p class="quiet small">{labels.placeholders}</p>
    <ul class="quiet small">
      {placeholders.map(({ is, written }) => (
        <li key={is}>
          <code {...VERBATIM}>{written}</code> {labels.placeholder[is]}
        </li>
      ))}
    </ul>
  </div>
);

type TextProps = Pick<FormProps, 'typed' | 'faults' | 'now'> & {
  labels: Words['staff']['readyAnswers'];
  lang: Lang;
};

function Text({ labels, lang, typed, faults, now }: TextProps) {
  const field = `text_${lang}` as const;
  const other = now !== null && now[field] !== typed[field] ? now[field] : null;
  return (
    <div>
      <label for={field}>{labels.texts[lang]}</label>
      <p class="quiet small" id={`${field}-hint`}>
        {labels.textHint}
      </p>
      {other !== null && (
        <p class="quiet small said" id={`${field}-now`}>
          {labels.now(other)}
        </p>
      )}
      <textarea
        id={field}
        name={field}
        rows={5}
        lang={lang}
        aria-describedby={`${field}-hint${other === null ? '' : ` ${field}-now`} ${field}-fault`}
        aria-invalid={faults[field] === undefined ? undefined : 'true'}
      >
        {/* HTML drops the first line break of a text area. */}
        {typed[field] && `\n${typed[field]}`}
      </textarea>
      <Fault field={field} faults={faults} />
    </div>
  );
}

const Fault = ({ field, faults }: { field: string } & Pick<ShownAnswerForm, 'faults'>) => (
  <p class="fault" id={`${field}-fault`} hidden={faults[field] === undefined}>
    {faults[field]}
  </p>
);
