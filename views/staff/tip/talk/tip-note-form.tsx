import type { Words } from '../../../../src/i18n/words.ts';
import { keyed } from '../../../../src/keys.ts';
import type { ShownKeptTip } from '../../../../src/tips/folder.ts';
import type { Draft } from '../../../../src/tips/tip.ts';
import { HelpLink } from '../../help/help-link.tsx';
import { At, type Clock } from '../../time.tsx';
import type { Beside } from '../bar/tip-closing.tsx';
import { NOTE_FIELD } from '../form-ids.ts';
import { RemoveDraft } from './remove-draft.tsx';
import { type Callable, CallableList } from './tip-callable.tsx';

/** What stands in the note's field, and how it is kept until it is sent. */
export type NoteField = Pick<Draft, 'id' | 'text'> & {
  /** The revision of the draft; 0 where there is none yet. */
  seen: number;
  /** When the draft was kept last. */
  keptAt: number | null;
  /** The viewer's other drafts for the tip, as two windows leave them. */
  others: readonly Draft[];
  /** Tells for whom the page was made. */
  writer: string;
  fault: string | null;
};

export type NoteProps = {
  words: Words;
  clock: Clock;
  tip: ShownKeptTip;
  back: { back?: string };
  field: NoteField;
  callable: readonly Callable[];
  beside: Beside;
};

/** Where a note is written, for staff alone. */
export function NoteForm(props: NoteProps) {
  const { words } = props;
  return (
    <div class="fields for-staff">
      <HelpLink words={words} about="notes" />
      <Typed {...props} />
      <div class="actions">
        <button class="button plain compact" type="submit" {...keyed('send')}>
          {words.staff.tip.addNote}
        </button>
      </div>
    </div>
  );
}

function Typed({ words, clock, tip, back, field, callable }: NoteProps) {
  const { tip: labels } = words.staff;
  const fault =
    field.fault === null
      ? ({ 'aria-describedby': 'note-hint' } as const)
      : ({ 'aria-invalid': true, 'aria-describedby': 'note-hint note-fault', autofocus: true } as const);
  return (
    <div>
      <label for={NOTE_FIELD}>{labels.note}</label>
      <p class="quiet small" id="note-hint">
        {words.staff.work.mentionHint}
      </p>
      <div class="with-list">
        <textarea id={NOTE_FIELD} name="body" rows={3} required {...keyed('note')} {...fault}>
          {/* HTML drops a line break that comes first: this one goes, so that a typed one stays. */}
          {field.text !== '' && `\n${field.text}`}
        </textarea>
        {callable.length > 0 && <CallableList words={words} people={callable} />}
      </div>
      {field.fault !== null && (
        <p class="fault" id="note-fault">
          {field.fault}
        </p>
      )}
      {field.keptAt !== null && (
        <p class="quiet small">
          {labels.draft} (<At at={field.keptAt} clock={clock} />){' '}
          <RemoveDraft words={words} tip={tip} back={back} id={field.id} seen={field.seen} />
        </p>
      )}
    </div>
  );
}
