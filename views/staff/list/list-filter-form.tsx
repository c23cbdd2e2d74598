import { channelNames } from '../../../src/i18n/channels.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import type { FilterProps, ListBar } from './list-bar.ts';

export function FilterForm({ frame, bar, filter, search, topics, people }: FilterProps) {
  const { filter: words } = frame.words.staff;
  const { choices } = bar;
  return (
    <form class="filter" action={staffPaths.list()} aria-label={words.add}>
      <input type="hidden" name="view" value={filter.saved?.name ?? filter.view} />
      {filter.sort !== (filter.saved?.filter.sort ?? 'newest') && (
        <input type="hidden" name="sort" value={filter.sort} />
      )}
      {search !== '' && <input type="hidden" name="q" value={search} />}
      <Choices frame={frame} filter={filter} choices={choices} topics={topics} people={people} />
      <div>
        <label for="by-tag">{words.fields.tag}</label>
        <input type="text" id="by-tag" name="tag" value={filter.tag} maxLength={80} />
      </div>
      <div>
        <label for="from">{words.fields.from}</label>
        <input id="from" name="from" type="date" value={filter.from} />
      </div>
      <div>
        <label for="to">{words.fields.to}</label>
        <input id="to" name="to" type="date" value={filter.to} />
      </div>
      <Havings frame={frame} filter={filter} choices={choices} />
      <p class="actions wide">
        <button class="button plain compact" type="submit">
          {words.apply}
        </button>
        {bar.chips.length > 0 && (
          <a class="button plain compact" href={bar.clear}>
            {words.clear}
          </a>
        )}
      </p>
    </form>
  );
}

const CHOSEN = ['state', 'talk', 'outcome', 'topic', 'channel', 'assignee'] as const;
type ChosenField = (typeof CHOSEN)[number];

type ChoicesProps = Pick<FilterProps, 'frame' | 'filter' | 'topics' | 'people'> & Pick<ListBar, 'choices'>;

function Choices({ frame, filter, choices, topics, people }: ChoicesProps) {
  const { staff } = frame.words;
  const { states, outcomes, channels, turns } = choices;
  const ofTopics = topics.map(({ slug, name, isEnded }): Option => {
    const called = name[frame.lang];
    return [slug, isEnded ? staff.topics.endedName(called) : called];
  });
  const ofPeople = people.map(({ email, name }): Option => [email, name ?? email]);
  const { me, none } = staff.filter;
  const of: Readonly<Record<ChosenField, readonly Option[]>> = {
    state: states.map(name => [name, staff.states[name]]),
    talk: turns.map(name => [name, staff.turns[name]]),
    outcome: outcomes.map(name => [name, staff.outcomes[name]]),
    topic: ofTopics,
    channel: channels.length === 1 ? [] : channels.map(name => [name, channelNames[frame.lang][name]]),
    assignee: [['me', me], ['none', none], ...ofPeople],
  };
  return CHOSEN.map(field => (
    <Choice key={field} frame={frame} field={field} chosen={filter[field]} of={of[field]} />
  ));
}

function Havings({ frame, filter, choices }: Pick<ChoicesProps, 'frame' | 'filter' | 'choices'>) {
  const { filter: words } = frame.words.staff;
  return (
    <fieldset class="wide">
      <legend>{words.fields.has}</legend>
      {choices.havings.map(having => (
        <label key={having} class="choice">
          <input type="checkbox" name="has" value={having} checked={filter.has.includes(having)} />
          {words.having[having]}
        </label>
      ))}
      <label class="choice">
        <input type="checkbox" name="unread" value="on" checked={filter.unread} />
        {words.unread}
      </label>
    </fieldset>
  );
}

type Option = readonly [value: string, name: string];
type ChoiceProps = {
  frame: Frame;
  field: ChosenField;
  chosen: string | undefined;
  of: readonly Option[];
};

/** Nothing, where there is nothing to choose from. */
function Choice({ frame, field, chosen, of }: ChoiceProps) {
  const { filter } = frame.words.staff;
  if (of.length === 0) return null;
  return (
    <div>
      <label for={`by-${field}`}>{filter.fields[field]}</label>
      <select id={`by-${field}`} name={field}>
        <option value="">{filter.any}</option>
        {of.map(([value, name]) => (
          <option key={value} value={value} selected={value === chosen} {...VERBATIM}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
