import type { Words } from '../../../../src/i18n/words.ts';
import type { ShownTip } from '../../../../src/tips/folder.ts';
import type { TipEvent } from '../../../../src/tips/tip.ts';
import { Icon } from '../../../parts/icons.tsx';
import { Name } from '../../name.tsx';
import { Person } from '../../person.tsx';
import { At, type Clock } from '../../time.tsx';
import { ANSWER_FIELD, NOTE_FIELD } from '../form-ids.ts';

type StaleProps = {
  words: Words;
  clock: Clock;
  tip: ShownTip;
  /** Who has it, say, where somebody wanted to take it; null: others have changed the tip. */
  why: string | null;
  changes: readonly TipEvent[];
};

/** The change that was just asked for came too late: how the tip is now, and who did what meanwhile. */
export function Stale({ words, clock, tip, why, changes }: StaleProps) {
  const { tip: labels, states, events } = words.staff;
  return (
    <div class="notice error" role="alert">
      <Icon name="alert" size={20} />
      <div>
        <p>
          {why ?? labels.stale}{' '}
          <strong>
            {labels.nowIs}:{' '}
            {tip.kept ? <Name words={words} names={states} word={tip.state.is} /> : events.forgotten}
          </strong>
        </p>
        {changes.length > 0 && (
          <>
            <p>{labels.changedMeanwhile}</p>
            <ul class="events">
              {changes.map((event, index) => (
                <li key={index}>
                  <Name words={words} names={events} word={event.kind} />
                  {event.by !== null && (
                    <>
                      {' · '}
                      <Person person={event.by} />
                    </>
                  )}{' '}
                  · <At at={event.at} clock={clock} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}

/** There is more to this page than was sent from it. `isAnswer`: what is shown of it is for the reader. */
export function DraftWaits({ words: { staff }, isAnswer }: { words: Words; isAnswer: boolean }) {
  const { tip, answering } = staff;
  return (
    <p class="notice" role="status">
      <Icon name="clock" size={20} />
      <span>
        {isAnswer ? answering.draftWaits : tip.draftWaits}{' '}
        <a href={`#${isAnswer ? ANSWER_FIELD : NOTE_FIELD}`}>{isAnswer ? answering.toDraft : tip.toDraft}</a>
      </span>
    </p>
  );
}
