import type { Lang } from '../../../src/i18n/lang.ts';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Role } from '../../../src/staff/roles.ts';
import { type Faults, FieldFault, faultOf } from '../../parts/field-fault.tsx';
import { LanguageChoice, NameField, RoleChoice } from './person-fields.tsx';

/** What was typed, and what is wrong with it. `isMailed`: else the link is shown. */
export type ShownInviteForm = {
  typed: { email: string; name: string; role: Role | null; language: Lang | null };
  faults: Faults;
  isMailed: boolean;
  /** Those that are offered. */
  roles: readonly Role[];
};

type FormProps = ShownInviteForm & {
  words: Words;
  /** Where it leads back to, if not to the list of people. */
  back?: 'welcome';
};

export function InviteForm({ words, typed, faults, isMailed, roles, back }: FormProps) {
  const { people } = words.staff;
  return (
    <form class="fields" method="post" action={staffPaths.people()}>
      {back !== undefined && <input type="hidden" name="back" value={back} />}
      <p class="quiet">{isMailed ? people.invite.lead : people.invite.leadNoMail}</p>
      <div>
        <label for="email">{people.email}</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="off"
          required
          value={typed.email}
          {...faultOf('email', faults)}
        />
        <FieldFault field="email" faults={faults} />
      </div>
      <NameField words={words} value={typed.name} faults={faults} />
      <RoleChoice words={words} chosen={typed.role} faults={faults} roles={roles} />
      <LanguageChoice words={words} chosen={typed.language} />
      <div class="actions">
        <button class="button" type="submit">
          {isMailed ? people.invite.send : people.invite.sendNoMail}
        </button>
      </div>
    </form>
  );
}
