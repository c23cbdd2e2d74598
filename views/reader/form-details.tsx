import { Optional, type PartProps, TextField } from './fields.tsx';

const FIELDS = ['happened_at', 'place', 'title'] as const;

/** Folded until it is used; the time is a line of text, because it is kept as typed. */
export function Details(part: PartProps) {
  const { words, values, faults } = part;
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
      <TextField {...part} field="place" label={words.place} hint={words.placeHint} autocomplete="off" />
      <TextField {...part} field="title" label={words.title} hint={words.titleHint} autocomplete="off" />
    </details>
  );
}
