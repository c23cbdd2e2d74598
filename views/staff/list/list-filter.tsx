import { channelNames } from '../../../src/i18n/channels.ts';
import { exactDay } from '../../../src/i18n/dates.ts';
import { keyed } from '../../../src/keys.ts';
import { staffPaths } from '../../../src/paths.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Chip, FilterProps } from './list-bar.ts';
import { FilterForm } from './list-filter-form.tsx';
import { SavedViewForms } from './saved-forms.tsx';

/** What the list is narrowed down by: each condition a link that takes it out, and a form that sets all. */
export function ListFilter(props: FilterProps) {
  const { frame, bar } = props;
  const { filter: words } = frame.words.staff;
  return (
    <>
      <ul class="chips">
        {bar.chips.map(chip => (
          <li key={chip.href}>
            {chip.href === null ? (
              <span class="chip">{wordsOf(chip, props)}</span>
            ) : (
              <a class="chip" href={chip.href}>
                <span>{labelOf(chip, props)}</span> <bdi>{wordsOf(chip, props)}</bdi>{' '}
                <span aria-hidden="true">×</span>
                <span class="unseen">{words.takeOut}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      <details class="narrow-down">
        <summary class="chip add" {...keyed('filter')}>
          <Icon name="add" size={14} /> {words.add}
        </summary>
        <FilterForm {...props} />
      </details>
      <SavedViewForms frame={frame} forms={bar.forms} />
      {bar.toDay !== null && <ToDay frame={frame} fields={bar.toDay} />}
    </>
  );
}

type ToDayProps = Pick<FilterProps, 'frame'> & { fields: readonly (readonly [string, string])[] };

/** To the page of this list that begins with a day. */
function ToDay({ frame, fields }: ToDayProps) {
  const { filter: words } = frame.words.staff;
  return (
    <details class="narrow-down">
      <summary class="chip add">
        <Icon name="day" size={14} /> {words.toDay}
      </summary>
      <form class="filter short" action={staffPaths.list()} aria-label={words.toDay}>
        {fields.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div>
          <label for="to-day">{words.day}</label>
          <input id="to-day" name="day" type="date" required />
        </div>
        <p class="actions">
          <button class="button plain compact" type="submit">
            {words.goToDay}
          </button>
        </p>
      </form>
    </details>
  );
}

export function ListSorts({ frame, bar }: Pick<FilterProps, 'frame' | 'bar'>) {
  const { filter: words } = frame.words.staff;
  return (
    <nav class="sorts" aria-label={words.fields.sort}>
      {bar.sorts.map(({ sort, href, isCurrent }) => (
        <a key={sort} href={href} aria-current={isCurrent ? 'true' : undefined}>
          {words.sorts[sort]}
        </a>
      ))}
    </nav>
  );
}

const labelOf = ({ field }: Chip, { frame }: FilterProps): string => {
  const { filter, savedViews } = frame.words.staff;
  if (field === 'q') return savedViews.search;
  return field === 'hidden' ? '' : filter.fields[field];
};

function wordsOf(chip: Chip, { frame, topics, people }: FilterProps): string {
  const { staff } = frame.words;
  const { filter } = staff;
  if (chip.field === 'hidden') return staff.savedViews.hidden;
  if (chip.field === 'unread') return filter.unread;
  if (chip.field === 'view') return staff.views[chip.value];
  if (chip.field === 'q') return chip.value;
  if (chip.field === 'has') return filter.having[chip.value];
  const { field, value } = chip;
  if (field === 'from' || field === 'to') return exactDay(value, frame.lang);
  const named: Readonly<Record<typeof field, string | null | undefined>> = {
    state: nameIn(staff.states, value),
    outcome: nameIn(staff.outcomes, value),
    topic: topics.find(({ slug }) => slug === value)?.name[frame.lang],
    channel: nameIn(channelNames[frame.lang], value),
    assignee:
      nameIn({ me: filter.me, none: filter.none }, value) ??
      people.find(({ email }) => email === value)?.name,
    tag: value,
    talk: nameIn(staff.turns, value),
  };
  return named[field] ?? value;
}

const nameIn = (names: Readonly<Record<string, string>>, word: string): string | undefined => names[word];
