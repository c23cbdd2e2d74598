import type { TipFolder } from '../../../../src/tips/folder.ts';
import type { ShownWork } from '../work/work-props.ts';
import type { Told } from './tip-event.tsx';
import { TipHistory } from './tip-history.tsx';
import { type NoteField, NoteForm } from './tip-note-form.tsx';
import { type ShownEntry, TipTimeline } from './tip-timeline.tsx';

type TalkProps = Told & {
  folder: TipFolder;
  back: { back?: string };
  timeline: readonly ShownEntry[];
  undoable: ReadonlyMap<number, string>;
  note: NoteField;
  work: ShownWork;
};

/** What has come about with a tip and what was written of it, and the field for more. */
export function TipTalk({
  folder: { tip, events },
  back,
  timeline,
  undoable,
  note,
  work,
  ...told
}: TalkProps) {
  const { words, clock } = told;
  return (
    <section class="part talk" aria-labelledby="talk">
      <h2 id="talk">{words.staff.tip.talk}</h2>
      <TipTimeline entries={timeline} {...{ undoable, back }} {...told} />
      {tip.kept && <NoteForm {...{ words, clock, tip, back }} field={note} callable={work.callable} />}
      <TipHistory events={events} {...told} />
    </section>
  );
}
