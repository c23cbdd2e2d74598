import { Optional, type PartProps, TextField } from './fields.tsx';

/** In the order of the page. */
export const ADDED_TEXTS = ['place', 'title'] as const;
const FIELDS = ['happened_at', ...ADDED_TEXTS] as const;

/** Folded until it is used; the time is a line of text, because it is kept as typed. */
export function Details(part: PartProps) {
  const { words, fields, values, faults } = part;
  const used = FIELDS.some(field => values[field] !== '' || faults[field] !== undefined);
  return (
    <details class="part" open={used}>
      <summary>
        <h2>
          {words.details} <Optional words={words} />
        </h2>
      </summary>
      <TextField
        {...part}
        field="happened_at"
        label={words.happenedAt}
        hint={words.happenedAtHint}
        autocomplete="off"
      />
      {ADDED_TEXTS.map(field => (
        <TextField
          {...part}
          key={field}
          field={field}
          label={fields[field].asked}
          hint={fields[field].hint}
          autocomplete="off"
        />
      ))}
    </details>
  );
}
