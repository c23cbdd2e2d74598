import { LANGS, type Lang, languageName } from '../../../src/i18n/lang.ts';
import type { Words } from '../../../src/i18n/words.ts';
import type { Role } from '../../../src/staff/roles.ts';
import { type Faults, FieldFault, faultOf } from '../../parts/field-fault.tsx';

type NameProps = { words: Words; value: string; faults: Faults };

export function NameField({ words, value, faults }: NameProps) {
  const { people } = words.staff;
  return (
    <div>
      <label for="name">
        {people.name} <span class="optional">{words.reader.form.optional}</span>
      </label>
      <p class="hint" id="name-hint">
        {people.nameHint}
      </p>
      <input
        id="name"
        name="name"
        type="text"
        autocomplete="off"
        value={value}
        {...faultOf('name', faults, 'name-hint')}
      />
      <FieldFault field="name" faults={faults} />
    </div>
  );
}

/** `roles`: those that are offered. */
type RoleProps = { words: Words; chosen: Role | null; faults: Faults; roles: readonly Role[] };

export function RoleChoice({ words, chosen, faults, roles }: RoleProps) {
  const { people } = words.staff;
  return (
    <fieldset {...faultOf('role', faults)}>
      <legend>{people.role}</legend>
      {roles.map(role => (
        <label key={role} class="choice">
          <input type="radio" name="role" value={role} checked={role === chosen} required />
          <span>
            {people.roles[role]} <span class="quiet small">{people.roleHints[role]}</span>
          </span>
        </label>
      ))}
      <FieldFault field="role" faults={faults} />
    </fieldset>
  );
}

export function LanguageChoice({ words, chosen }: { words: Words; chosen: Lang | null }) {
  const { people } = words.staff;
  return (
    <div>
      <label for="language">{people.language}</label>
      <select id="language" name="language">
        <option value="" selected={chosen === null}>
          {people.anyLanguage}
        </option>
        {LANGS.map(lang => (
          <option key={lang} value={lang} lang={lang} selected={lang === chosen}>
            {languageName(lang, lang)}
          </option>
        ))}
      </select>
    </div>
  );
}
