import type { Named } from '../../../src/staff/called.ts';
import type { Importance } from '../../../src/tips/importance.ts';
import type { Outcome } from '../../../src/tips/outcomes.ts';
import type { StaffTopic } from '../../../src/tips/topics/topic.ts';
import type { ManyName } from '../../../src/tips/work/many/names.ts';
import { type Faults, FieldFault, faultOf } from '../../parts/field-fault.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { calledOf } from '../person.tsx';

export type ManyTyped = Record<
  'to' | 'topic' | 'importance' | 'add' | 'remove' | 'outcome' | 'article' | 'duplicate_of',
  string
>;

export type ManyFieldsProps = {
  frame: Frame;
  name: ManyName;
  /** As it was typed or chosen before. */
  typed: ManyTyped;
  faults: Faults;
  /** Whose tips can be. */
  people: readonly Named[];
  topics: readonly StaffTopic[];
  outcomes: readonly Outcome[];
  importances: readonly Importance[];
};

/** What is to be said of a change, and the button that does it. A closing is done by the button of its outcome. */
export function ManyFields(props: ManyFieldsProps) {
  const { frame, name, typed } = props;
  const { many, outcomes: names } = frame.words.staff;
  if (name === 'closure' && typed.outcome === '') return <Closing {...props} />;
  const said = props.outcomes.find(outcome => outcome === typed.outcome);
  return (
    <>
      {name === 'closure' && <ClosingLines {...props} />}
      {said !== undefined && <input type="hidden" name="outcome" value={said} />}
      <Choice {...props} />
      {name === 'tags' && <Tags {...props} />}
      <button class="button" type="submit">
        {said === undefined ? many.doIt : many.closeAs(names[said])}
      </button>
    </>
  );
}

function Closing(props: ManyFieldsProps) {
  const { frame, faults, outcomes } = props;
  const { closing, outcomes: names } = frame.words.staff;
  return (
    <>
      <ClosingLines {...props} />
      <fieldset>
        <legend>{closing.ask}</legend>
        <ol class="outcomes">
          {outcomes.map((outcome, index) => (
            <li key={outcome}>
              <button type="submit" name="outcome" value={outcome} data-key={index + 1}>
                {names[outcome]}
              </button>
            </li>
          ))}
        </ol>
        <FieldFault field="outcome" faults={faults} />
      </fieldset>
    </>
  );
}

/** Of what is closed as something else, no other tip is asked for. */
function ClosingLines(props: ManyFieldsProps) {
  const { frame, typed } = props;
  const { closing } = frame.words.staff;
  const asks = (outcome: string) => typed.outcome === '' || typed.outcome === outcome;
  return (
    <>
      {/* Enter would press the first outcome: this one does nothing. */}
      {typed.outcome === '' && <button type="submit" hidden disabled />}
      {asks('used') && (
        <Line {...props} name="article" label={closing.article} hint={closing.articleHint} inputMode="url" />
      )}
      {asks('duplicate') && (
        <Line
          {...props}
          name="duplicate_of"
          label={closing.original}
          hint={closing.originalHint}
          inputMode="numeric"
        />
      )}
    </>
  );
}

function Tags(props: ManyFieldsProps) {
  const { many } = props.frame.words.staff;
  return (
    <>
      <Line {...props} name="add" label={many.addTags} hint={many.tagsHint} inputMode="text" />
      <Line {...props} name="remove" label={many.removeTags} hint={many.tagsHint} inputMode="text" />
    </>
  );
}

type LineProps = Pick<ManyFieldsProps, 'typed' | 'faults'> & {
  name: 'article' | 'duplicate_of' | 'add' | 'remove';
  label: string;
  hint: string;
  inputMode: 'url' | 'numeric' | 'text';
};

export function Line({ name, label, hint, inputMode, typed, faults }: LineProps) {
  const isWritten = inputMode === 'text';
  return (
    <div>
      <label for={name}>{label}</label>
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      <input
        id={name}
        type="text"
        name={name}
        inputMode={inputMode}
        autoComplete="off"
        {...(!isWritten && { autoCapitalize: 'none', spellcheck: false, dir: 'ltr' })}
        value={typed[name]}
        {...faultOf(name, faults, `${name}-hint`)}
      />
      <FieldFault field={name} faults={faults} />
    </div>
  );
}

type Option = readonly [value: string, name: string];

/** Of those that choose one of several. */
function Choice({ frame, name, typed, faults, people, topics, importances }: ManyFieldsProps) {
  const { staff } = frame.words;
  const none = (label: string): Option => ['', label];
  const choices: Partial<
    Record<ManyName, { field: 'to' | 'topic' | 'importance'; label: string; of: readonly Option[] }>
  > = {
    assignment: {
      field: 'to',
      label: staff.many.assignTo,
      of: [none(staff.many.nobody), ...people.map((one): Option => [one.email, calledOf(one)])],
    },
    topic: {
      field: 'topic',
      label: staff.topics.topic,
      of: [none(staff.topics.noTopic), ...topics.map((one): Option => [one.slug, one.name[frame.lang]])],
    },
    importance: {
      field: 'importance',
      label: staff.work.importance,
      of: importances.map((one): Option => [String(one), staff.work.importances[one]]),
    },
  };
  const choice = choices[name];
  if (choice === undefined) return null;
  const { field, label, of } = choice;
  return (
    <div>
      <label for={field}>{label}</label>
      <select id={field} name={field} {...faultOf(field, faults)}>
        {of.map(([value, called]) => (
          <option key={value} value={value} selected={value === typed[field]} {...VERBATIM}>
            {called}
          </option>
        ))}
      </select>
      <FieldFault field={field} faults={faults} />
    </div>
  );
}
