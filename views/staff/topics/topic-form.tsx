import type { ComponentChildren } from 'preact';
import type { Words } from '../../../src/i18n/words.ts';
import type { Named } from '../../../src/staff/called.ts';
import { VERBATIM } from '../../parts/verbatim.ts';

/** A topic as it is typed. */
export type TypedTopic = Record<TextField, string> & {
  order: number;
  /** E-mails. */
  team: readonly string[];
  confidential: boolean;
  hides_contacts: boolean;
};

type TextField = 'slug' | 'name_ko' | 'name_en' | 'hint_ko' | 'hint_en' | 'inbox';

/** What its form shows: what was typed, what is wrong with it, by field, and who may be in the team. */
export type ShownTopicForm = {
  typed: TypedTopic;
  faults: Readonly<Record<string, string>>;
  colleagues: readonly Named[];
};

type FormProps = ShownTopicForm & {
  words: Words;
  action: string;
  /** Of the topic that is changed; null for a new one. */
  version: number | null;
};

export function TopicForm({ words, action, version, typed, faults, colleagues }: FormProps) {
  const labels = words.staff.topics;
  const part = { faults, typed };
  return (
    <form class="fields" method="post" action={action}>
      {version === null ? (
        <Line {...part} field="slug" label={labels.slug} hint={labels.slugHint} />
      ) : (
        <input type="hidden" name="version" value={version} />
      )}
      <Line {...part} field="name_ko" label={labels.nameKo} />
      <Line {...part} field="name_en" label={labels.nameEn} />
      <Line {...part} field="hint_ko" label={labels.hintKo} hint={labels.hintHint} />
      <Line {...part} field="hint_en" label={labels.hintEn} />
      <Line {...part} field="order" label={labels.order} hint={labels.orderHint} />
      <Line {...part} field="inbox" label={labels.inbox} hint={labels.inboxHint} />
      <fieldset aria-describedby="team-fault">
        <legend>{labels.team}</legend>
        {colleagues.map(({ email, name }) => (
          <Box key={email} name="team" value={email} checked={typed.team.includes(email)}>
            {name !== null && <bdi {...VERBATIM}>{name}</bdi>}{' '}
            <span class={name === null ? undefined : 'quiet small'} {...VERBATIM}>
              {email}
            </span>
          </Box>
        ))}
        <Fault field="team" faults={faults} />
      </fieldset>
      <div>
        <Box name="confidential" value="on" checked={typed.confidential}>
          {labels.confidential} <span class="quiet small">{labels.confidentialHint}</span>
        </Box>
        <Box name="hides_contacts" value="on" checked={typed.hides_contacts}>
          {labels.hidesContacts} <span class="quiet small">{labels.hidesContactsHint}</span>
        </Box>
      </div>
      <div class="actions">
        <button class="button" type="submit">
          {version === null ? labels.add : labels.save}
        </button>
      </div>
    </form>
  );
}

type LineField = TextField | 'order';
type LineProps = Pick<ShownTopicForm, 'typed' | 'faults'> & {
  field: LineField;
  label: string;
  hint?: string;
};

function Line({ field, label, hint, typed, faults }: LineProps) {
  const described = `${hint === undefined ? '' : `${field}-hint `}${field}-fault`;
  return (
    <div>
      <label for={field}>{label}</label>
      {hint !== undefined && (
        <p class="quiet small" id={`${field}-hint`}>
          {hint}
        </p>
      )}
      <input
        type="text"
        id={field}
        name={field}
        value={String(typed[field])}
        autocomplete="off"
        inputMode={field === 'order' ? 'numeric' : undefined}
        lang={field.endsWith('_ko') ? 'ko' : field.endsWith('_en') ? 'en' : undefined}
        aria-describedby={described}
        aria-invalid={faults[field] === undefined ? undefined : 'true'}
      />
      <Fault field={field} faults={faults} />
    </div>
  );
}

const Fault = ({ field, faults }: { field: string } & Pick<ShownTopicForm, 'faults'>) => (
  <p class="fault" id={`${field}-fault`} hidden={faults[field] === undefined}>
    {faults[field]}
  </p>
);

type BoxProps = {
  name: string;
  value: string;
  checked: boolean;
  children: ComponentChildren;
};

const Box = ({ children, ...box }: BoxProps) => (
  <label class="choice">
    <input type="checkbox" {...box} />
    <span>{children}</span>
  </label>
);
