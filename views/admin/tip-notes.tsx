import type { Say, Words } from '../../src/i18n/words.ts';
import type { KeptTip, Note } from '../../src/tips/tip.ts';
import { At, type Clock } from './time.tsx';

type NotesProps = {
  words: Words;
  clock: Clock;
  tip: KeptTip;
  notes: Note[];
  refused: { typed: string; fault: Say } | undefined;
};

export function Notes({ words, clock, tip, notes, refused }: NotesProps) {
  const { tip: labels } = words.desk;
  const fault =
    refused && ({ 'aria-invalid': true, 'aria-describedby': 'note-fault', autofocus: true } as const);
  return (
    <section class="part" aria-labelledby="notes">
      <h2 id="notes">{labels.notes}</h2>
      {notes.length === 0 && <p class="quiet">{labels.noNotes}</p>}
      {notes.length > 0 && (
        <ol class="notes">
          {notes.map(note => (
            <li key={note.id}>
              <p class="quiet small">
                {note.by} · <At at={note.at} clock={clock} />
              </p>
              <div class="note" dir="auto">
                {note.body}
              </div>
            </li>
          ))}
        </ol>
      )}
      <form class="fields" method="post" action={`/admin/tips/${tip.number}/notes`}>
        <div>
          <label for="note">{labels.note}</label>
          <textarea id="note" name="body" rows={3} required {...fault}>
            {/* HTML drops a line break that comes first: this one goes, so that a typed one stays. */}
            {refused && `\n${refused.typed}`}
          </textarea>
          {refused && (
            <p class="fault" id="note-fault">
              {refused.fault(words)}
            </p>
          )}
        </div>
        <button class="button plain compact" type="submit">
          {labels.addNote}
        </button>
      </form>
    </section>
  );
}
