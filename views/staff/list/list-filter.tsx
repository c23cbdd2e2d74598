import { channelNames } from '../../../src/i18n/channels.ts';
import { exactDay } from '../../../src/i18n/dates.ts';
import { keyed } from '../../../src/keys.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Chip, FilterProps } from './list-bar.ts';
import { FilterForm } from './list-filter-form.tsx';

/** What the list is narrowed down by: each condition a link that takes it out, and a form that sets all. */
export function ListFilter(props: FilterProps) {
  const { frame, bar } = props;
  const { filter: words } = frame.words.staff;
  return (
    <>
      <ul class="chips">
        {bar.chips.map(chip => (
          <li key={chip.href}>
            <a class="chip" href={chip.href}>
              <span>{words.fields[chip.field]}</span> <bdi>{wordsOf(chip, props)}</bdi>{' '}
              <span aria-hidden="true">×</span>
              <span class="unseen">{words.takeOut}</span>
            </a>
          </li>
        ))}
      </ul>
      <details class="narrow-down">
        <summary class="chip add" {...keyed('filter')}>
          <Icon name="add" size={14} /> {words.add}
        </summary>
        <FilterForm {...props} />
      </details>
    </>
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

function wordsOf(chip: Chip, { frame, topics, people }: FilterProps): string {
  const { staff } = frame.words;
  const { filter } = staff;
  if (chip.field === 'unread') return filter.unread;
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
  };
  return named[field] ?? value;
}

const nameIn = (names: Readonly<Record<string, string>>, word: string): string | undefined => names[word];
