import type { Words } from '../../../../src/i18n/words.ts';
import { keyed } from '../../../../src/keys.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { ShownKeptTip } from '../../../../src/tips/folder.ts';
import type { Draft } from '../../../../src/tips/tip.ts';
import { HelpLink } from '../../help/help-link.tsx';
import { At, type Clock } from '../../time.tsx';
import { NONE } from '../choice.tsx';
import { NOTE_FIELD, TIP_FORM } from '../form-ids.ts';
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

type NotesProps = {
  words: Words;
  clock: Clock;
  tip: ShownKeptTip;
  back: { back?: string };
  field: NoteField;
  callable: readonly Callable[];
};

/** Where a note is written: the page's one form, with which all goes along that is typed on it. */
export function NoteForm({ words, clock, tip, back, field, callable }: NotesProps) {
  const { tip: labels } = words.staff;
  return (
    <div id="notes" class="compose on-screen">
      <form
        class="fields"
        id={TIP_FORM}
        method="post"
        action={staffPaths.addNote(tip.number, back)}
        data-drafts={staffPaths.drafts(tip.number, back)}
      >
        <input type="hidden" name="version" value={tip.version} />
        <input type="hidden" name="draft" value={field.id} />
        <input type="hidden" name="seen" value={field.seen} />
        <input type="hidden" name="writer" value={field.writer} />
        <HelpLink words={words} about="notes" />
        <Typed {...{ words, clock, tip, back, field, callable }} />
        <div class="actions">
          <button class="button plain compact" type="submit">
            {labels.addNote}
          </button>
        </div>
        {/* Below the buttons, which then stand still when it comes. */}
        <p
          class="quiet small"
          id="draft-kept"
          data-kept={labels.draftKept}
          data-not-kept={labels.draftNotKept}
          data-signed-out={labels.draftSignedOut}
        />
        <span class="unseen" role="status" id="draft-told" />
        <OtherDrafts words={words} clock={clock} tip={tip} back={back} drafts={field.others} />
      </form>
    </div>
  );
}

function Typed({ words, clock, tip, back, field, callable }: NotesProps) {
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
          <Remove words={words} tip={tip} back={back} id={field.id} seen={field.seen} />
        </p>
      )}
    </div>
  );
}

type OthersProps = Pick<NotesProps, 'words' | 'clock' | 'tip' | 'back'> & { drafts: readonly Draft[] };

/** Kept beside the one in the field. Taking another up keeps what is in the field. */
function OtherDrafts({ words, clock, tip, back, drafts }: OthersProps) {
  const { tip: labels } = words.staff;
  if (drafts.length === 0) return null;
  return (
    <div>
      <h3>{labels.otherDrafts}</h3>
      <ul class="notes">
        {drafts.map(({ id, revision, at, text, beside }) => (
          <li key={id}>
            <p class="quiet small">
              <At at={at} clock={clock} />
            </p>
            <div class="note" dir="auto">
              {[text, ...Object.values(beside)].filter(typed => typed !== '' && typed !== NONE).join('\n')}
            </div>
            <button
              class="link"
              type="submit"
              formAction={staffPaths.drafts(tip.number, { ...back, draft: id })}
              formNoValidate
            >
              {labels.takeUpDraft}
            </button>{' '}
            <Remove words={words} tip={tip} back={back} id={id} seen={revision} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type RemoveProps = Pick<NotesProps, 'words' | 'tip' | 'back'> & { id: string; seen: number };

const Remove = ({ words, tip, back, id, seen }: RemoveProps) => (
  <button
    class="link"
    type="submit"
    name="remove"
    value={`${id} ${seen}`}
    formAction={staffPaths.drafts(tip.number, back)}
    formNoValidate
  >
    {words.staff.tip.throwAway}
  </button>
);
