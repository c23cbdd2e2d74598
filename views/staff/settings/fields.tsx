import type { DeskSetting } from '../../../src/config/desk-config.ts';
import { LANGS, type Lang, languageName } from '../../../src/i18n/lang.ts';
import { type Words, wordsOf } from '../../../src/i18n/words.ts';
import { VERBATIM } from '../../parts/verbatim.ts';
import { type Shades, Swatches } from './swatches.tsx';

/** `now`: the value that is kept, where another was typed and somebody else has changed it meanwhile. */
export type SettingField = {
  name: DeskSetting;
  value: string;
  isFixed: boolean;
  fault: string | undefined;
  now: string | undefined;
  /** Of the accent, where it is one. */
  shades: Shades | null;
};

type FieldProps = { words: Words; field: SettingField; isFirstFault: boolean };

export function Field({ words, field, isFirstFault }: FieldProps) {
  const { settings } = words.staff;
  const { name, isFixed, fault, now } = field;
  const hint = hintOf(name, words);
  const notes = [
    { id: `${name}-hint`, class: 'hint', text: hint },
    { id: `${name}-fixed`, class: 'hint', text: isFixed ? settings.fixedBy(name) : undefined },
    { id: `${name}-now`, class: 'hint', text: now === undefined ? undefined : settings.now(now) },
    { id: `${name}-fault`, class: 'fault', text: fault },
  ].filter(({ text }) => text !== undefined);
  const described = {
    ...(notes.length > 0 && { 'aria-describedby': notes.map(({ id }) => id).join(' ') }),
    ...(fault !== undefined && { 'aria-invalid': true, autofocus: isFirstFault }),
  } as const;
  const Group = name === 'LANGUAGES' ? 'fieldset' : 'div';
  return (
    <Group>
      <Label name={name}>{settings.labels[name]}</Label>
      {notes.map(note => (
        <p key={note.id} class={note.class} id={note.id}>
          <bdi>{note.text}</bdi>
        </p>
      ))}
      <Control words={words} field={field} described={described} />
    </Group>
  );
}

const Label = ({ name, children }: { name: DeskSetting; children: string }) =>
  name === 'LANGUAGES' ? <legend>{children}</legend> : <label for={name}>{children}</label>;

function hintOf(name: DeskSetting, { staff: { settings } }: Words): string | undefined {
  const hints: Readonly<Partial<Record<DeskSetting, string>>> = settings.hints;
  return hints[name];
}

type Described = { 'aria-describedby'?: string; 'aria-invalid'?: boolean; autofocus?: boolean };
type ControlProps = { words: Words; field: SettingField; described: Described };

function Control({ words, field, described }: ControlProps) {
  const { name, value, isFixed } = field;
  const { settings } = words.staff;
  // What is fixed is read, and not sent.
  const input = {
    type: 'text',
    id: name,
    ...(isFixed ? { readOnly: true } : { name }),
    ...described,
  } as const;
  if (name === 'LANGUAGES') return <Languages field={field} reader={words.lang} described={described} />;
  if (isChoice(name, settings.choices))
    return (
      <select id={name} {...(isFixed ? { disabled: true } : { name })} {...described}>
        {Object.entries(settings.choices[name]).map(([choice, said]) => (
          <option key={choice} value={choice} selected={choice === value}>
            {said}
          </option>
        ))}
      </select>
    );
  if (name === 'CHECKLIST') {
    const { type: _type, ...area } = input;
    return (
      <textarea {...area} rows={6} placeholder={words.staff.checks.items.join('\n')}>
        {value}
      </textarea>
    );
  }
  if (name.startsWith('RETENTION_') || name === 'TALK_AFTER_CLOSING')
    return (
      <p class="days">
        <input {...input} inputMode="numeric" autocomplete="off" value={value.replace(/d$/i, '')} />
        <span aria-hidden="true">{settings.days}</span>
      </p>
    );
  if (name === 'DAILY_MAIL')
    return (
      <p class="days">
        <input {...input} type="time" value={value === 'off' ? '' : value} />
      </p>
    );
  if (name === 'ACCENT')
    return (
      <p class="days">
        <input {...input} autocomplete="off" spellcheck={false} value={value} />
        {field.shades !== null && <Swatches shades={field.shades} words={settings.swatches} />}
      </p>
    );
  return (
    <input {...input} autocomplete="off" value={value} placeholder={placeholderOf(name)} {...VERBATIM} />
  );
}

/** One of a few, each in words. */
const isChoice = <Choice extends DeskSetting>(
  name: DeskSetting,
  choices: Readonly<Record<Choice, unknown>>,
): name is Choice => name in choices;

function Languages({
  field,
  reader,
  described,
}: {
  field: SettingField;
  reader: Lang;
  described: Described;
}) {
  const chosen = field.value.split(',').map(part => part.trim());
  return (
    <p class="choices">
      {!field.isFixed && <input type="hidden" name={`${field.name}_ASKED`} value="on" />}
      {LANGS.map((lang, index) => (
        <label key={lang} class="choice">
          <input
            type="checkbox"
            id={index === 0 ? field.name : undefined}
            name={field.name}
            value={lang}
            checked={chosen.includes(lang)}
            disabled={field.isFixed}
            {...(index === 0 && described)}
          />
          <span>{languageName(lang, reader)}</span>
        </label>
      ))}
    </p>
  );
}

/** Our words, in the language of those that would take their place. */
function placeholderOf(name: DeskSetting): string | undefined {
  const lang = LANGS.find(each => name.endsWith(`_${each.toUpperCase()}`));
  if (lang === undefined) return undefined;
  const { form, sent } = wordsOf(lang).reader;
  if (name.startsWith('DESK_HOURS')) return undefined;
  if (name.startsWith('FORM_HEADLINE')) return form.headline;
  if (name.startsWith('FORM_LEAD')) return form.lead('…');
  return name.startsWith('FORM_HINT') ? form.messageHint : sent.lead;
}
