import { keyed } from '../../../../src/keys.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { TipFolder } from '../../../../src/tips/folder.ts';
import type { Beside } from '../bar/tip-closing.tsx';
import { TIP_FORM } from '../form-ids.ts';
import type { ShownWork } from '../work/work-props.ts';
import type { Answering } from './answering.ts';
import { ReadFirst } from './send-answer.tsx';
import { AnswerForm, Unsent } from './tip-answer-form.tsx';
import { OtherDrafts } from './tip-drafts.tsx';
import type { Told } from './tip-event.tsx';
import { TipHistory } from './tip-history.tsx';
import { NoAnswer } from './tip-no-answer.tsx';
import { type NoteField, NoteForm, type NoteProps } from './tip-note-form.tsx';
import { type ShownEntry, TipTimeline } from './tip-timeline.tsx';

type TalkProps = Told & {
  folder: TipFolder;
  back: { back?: string };
  timeline: readonly ShownEntry[];
  undoable: ReadonlyMap<number, string>;
  note: NoteField;
  work: ShownWork;
  beside: Beside;
  answering: Answering;
};

/** What has come about with a tip, what was said and written of it, and the field for more. */
export function TipTalk({ folder, timeline, undoable, note, work, beside, answering, ...told }: TalkProps) {
  const { words, clock, back } = told;
  const { tip, events } = folder;
  return (
    <section class="part talk" aria-labelledby="talk">
      <h2 id="talk">{words.staff.tip.talk}</h2>
      <TipTimeline entries={timeline} {...{ undoable, answering }} {...told} number={tip.number} />
      {tip.kept && answering.isOver && <p class="quiet small">{words.staff.answering.over}</p>}
      <NoAnswer {...{ words, back }} number={tip.number} noAnswer={answering.noAnswer} />
      {tip.kept && (
        <Composer {...{ words, clock, tip, back, beside, answering }} field={note} callable={work.callable} />
      )}
      <TipHistory events={events} {...told} />
    </section>
  );
}

type ComposerProps = NoteProps & { answering: Answering };

/**
 * Where more is written: the page's one form, with which all goes along that is typed on it. What the reader is to read and what staff
 * alone read have a field and a button each, of which one pair is shown; the other keeps what is in it.
 */
function Composer({ answering, ...note }: ComposerProps) {
  const { words, clock, tip, back, field } = note;
  const { tip: labels } = words.staff;
  return (
    <div id="notes" class="compose on-screen">
      {answering.isLate && <ReadFirst words={words} number={tip.number} back={back} />}
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
        <Sides {...note} answering={answering} />
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

/** One of two, by nothing but HTML: what is chosen stands before what it shows, so that a stylesheet can tell. */
function Sides({ answering, ...note }: ComposerProps) {
  const { answering: labels } = note.words.staff;
  if (!answering.mayAnswer)
    return (
      <>
        <Unsent words={note.words} typed={note.beside.messages_body} />
        <NoteForm {...note} />
      </>
    );
  return (
    <fieldset class="sides">
      <legend class="unseen">{labels.choose}</legend>
      <Side id="to-reader" label={labels.toReader} isChosen={answering.isChosen} keys={keyed('answer')} />
      <Side id="to-staff" label={labels.toStaff} isChosen={!answering.isChosen} keys={keyed('note')} />
      <AnswerForm {...note} answering={answering} />
      <NoteForm {...note} />
    </fieldset>
  );
}

type SideProps = { id: string; label: string; isChosen: boolean; keys: ReturnType<typeof keyed> };

const Side = ({ id, label, isChosen, keys }: SideProps) => (
  <>
    <input class="unseen" type="radio" name="side" id={id} value={id} checked={isChosen} />
    <label for={id} {...keys}>
      {label}
    </label>
  </>
);
