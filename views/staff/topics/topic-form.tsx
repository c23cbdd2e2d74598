import type { ComponentChildren } from 'preact';
import type { KeptFor } from '../../../src/i18n/dates.ts';
import type { Words } from '../../../src/i18n/words.ts';
import type { Named } from '../../../src/staff/called.ts';
import type { TopicRule } from '../../../src/tips/end/rules.ts';
import { VERBATIM } from '../../parts/verbatim.ts';

const DAY = 24 * 60 * 60_000;

/** A topic as it is typed. */
export type TypedTopic = Record<TextField, string> & {
  /** E-mails. */
  team: readonly string[];
  confidential: boolean;
  hides_contacts: boolean;
  ended: boolean;
};

type TextField = RetentionField | 'slug' | 'name_ko' | 'name_en' | 'hint_ko' | 'hint_en' | 'inbox';

type RetentionField = `retention_${TopicRule}`;

/** What its form shows: what was typed, what is wrong with it, by field, and who may be in the team. `desk`: for how long it keeps tips. */
export type ShownTopicForm = {
  typed: TypedTopic;
  faults: Readonly<Record<string, string>>;
  colleagues: readonly Named[];
  desk: KeptFor<number>;
  rules: readonly TopicRule[];
};

type FormProps = ShownTopicForm & {
  words: Words;
  action: string;
  /** Of the topic that is changed; null for a new one. */
  version: number | null;
};

export function TopicForm({ words, action, version, typed, faults, colleagues, desk, rules }: FormProps) {
  const labels = words.staff.topics;
  const part = { faults, typed };
  return (
    <form class="fields topic-form" method="post" action={action}>
      {version === null ? (
        <Line {...part} field="slug" label={labels.slug} hint={labels.slugHint} />
      ) : (
        <input type="hidden" name="version" value={version} />
      )}
      <Line {...part} field="name_ko" label={labels.nameKo} />
      <Line {...part} field="name_en" label={labels.nameEn} />
      <Line {...part} field="hint_ko" label={labels.hintKo} hint={labels.hintHint} />
      <Line {...part} field="hint_en" label={labels.hintEn} />
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
        <Box name="ended" value="on" checked={typed.ended}>
          {labels.ended} <span class="quiet small">{labels.endedHint}</span>
        </Box>
      </div>
      <fieldset class="periods" aria-describedby="retention-hint">
        <legend>{labels.retention}</legend>
        <p class="quiet small" id="retention-hint">
          {labels.retentionHint}
        </p>
        {rules.map(rule => (
          <Days key={rule} {...part} words={words} rule={rule} desk={desk} />
        ))}
      </fieldset>
      <div class="actions">
        <button class="button" type="submit">
          {version === null ? labels.add : labels.save}
        </button>
      </div>
    </form>
  );
}

type LineProps = Pick<ShownTopicForm, 'typed' | 'faults'> & {
  field: Exclude<TextField, RetentionField>;
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
        value={typed[field]}
        autocomplete="off"
        lang={field.endsWith('_ko') ? 'ko' : field.endsWith('_en') ? 'en' : undefined}
        aria-describedby={described}
        aria-invalid={faults[field] === undefined ? undefined : 'true'}
      />
      <Fault field={field} faults={faults} />
    </div>
  );
}

type DaysProps = Pick<LineProps, 'typed' | 'faults'> & {
  words: Words;
  rule: TopicRule;
  desk: KeptFor<number>;
};

/** Empty where it is as the desk has it, which the pale number says. */
function Days({ words, rule, desk, typed, faults }: DaysProps) {
  const { settings, topics } = words.staff;
  const field = `retention_${rule}` as const;
  return (
    <div>
      <label for={field}>{topics.kept[rule]}</label>
      <p class="days">
        <input
          type="text"
          id={field}
          name={field}
          value={typed[field]}
          placeholder={String(Math.round(desk[rule] / DAY))}
          inputMode="numeric"
          autocomplete="off"
          aria-describedby={`${field}-fault`}
          aria-invalid={faults[field] === undefined ? undefined : 'true'}
        />
        <span aria-hidden="true">{settings.days}</span>
      </p>
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
