import { keyed } from '../../../src/keys.ts';
import type { Named } from '../../../src/staff/called.ts';
import type { Outcome } from '../../../src/tips/outcomes.ts';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import type { ShownCount } from '../list/list-bar.ts';
import { calledOf } from '../person.tsx';

export type ManyBarProps = {
  frame: Frame;
  /** The list's address, behind the question mark. */
  list: string;
  /** All that it shows, where that is more than this page does. */
  all: ShownCount | null;
  /** Its tips are closed. */
  isClosed: boolean;
  people: readonly Named[];
  outcomes: readonly Outcome[];
};

/** What can be done with the tips that are ticked: part of the form in which their boxes stand, and seen while one is. */
export function ManyBar(props: ManyBarProps) {
  const { frame, isClosed } = props;
  const { many, outcomes } = frame.words.staff;
  return (
    <section class="many-bar on-screen" aria-labelledby="many-title">
      <Chosen {...props} />
      <div class="actions">
        {isClosed ? (
          <Press value="reopening">{many.reopen}</Press>
        ) : (
          <>
            <Press value="take" keys={keyed('takeMany')}>
              {many.take}
            </Press>
            <Assign {...props} />
          </>
        )}
        <Tags {...props} />
        {!isClosed && (
          <>
            <Closing {...props} />
            <Press value="closure spam" keys={keyed('spam')}>
              {outcomes.spam}
            </Press>
          </>
        )}
        <button class="link" type="reset" {...keyed('chooseNone')}>
          {many.clear}
        </button>
      </div>
    </section>
  );
}

type PressProps = { value: string; keys?: ReturnType<typeof keyed>; children: string };

const Press = ({ value, keys, children }: PressProps) => (
  <button class="button plain compact" type="submit" name="press" value={value} {...keys}>
    {children}
  </button>
);

/** The script says how many. */
function Chosen({ frame, list, all }: ManyBarProps) {
  const { many } = frame.words.staff;
  return (
    <p>
      <strong id="many-title" data-says={many.chosen} aria-live="polite">
        {many.title}
      </strong>{' '}
      {all !== null && (
        <label class="choice">
          <input
            type="checkbox"
            name="all"
            value={list}
            data-count={`${all.count}${all.isMore ? '+' : ''}`}
          />{' '}
          {many.all(all.count, all.isMore)}
        </label>
      )}
    </p>
  );
}

function Assign({ frame, people }: ManyBarProps) {
  const { many } = frame.words.staff;
  return (
    <details class="folded" name="many">
      <summary class="button plain compact" {...keyed('assignMany')}>
        {many.assign}
      </summary>
      <div class="sheet fields">
        <div>
          <label for="many-to">{many.assignTo}</label>
          <select id="many-to" name="to">
            <option value="">{many.nobody}</option>
            {people.map(one => (
              <option key={one.email} value={one.email} {...VERBATIM}>
                {calledOf(one)}
              </option>
            ))}
          </select>
        </div>
        <Press value="assignment">{many.assignNow}</Press>
      </div>
    </details>
  );
}

function Tags({ frame }: ManyBarProps) {
  const { many } = frame.words.staff;
  return (
    <details class="folded" name="many">
      <summary class="button plain compact" {...keyed('tagMany')}>
        {many.tags}
      </summary>
      <div class="sheet fields">
        <Typed name="add" label={many.addTags} hint={many.tagsHint} />
        <Typed name="remove" label={many.removeTags} />
        <Press value="tags">{many.changeTags}</Press>
      </div>
    </details>
  );
}

function Closing({ frame, outcomes }: ManyBarProps) {
  const { many, closing, outcomes: names } = frame.words.staff;
  return (
    <details class="folded" name="many">
      <summary class="button plain compact" {...keyed('closeMany')}>
        {many.close}
      </summary>
      <div class="sheet fields">
        <fieldset>
          <legend>{closing.ask}</legend>
          <ol class="outcomes">
            {outcomes.map((outcome, index) => (
              <li key={outcome}>
                <button type="submit" name="press" value={`closure ${outcome}`} data-key={index + 1}>
                  {names[outcome]}
                </button>
              </li>
            ))}
          </ol>
        </fieldset>
        <Typed name="article" label={closing.article} hint={closing.articleHint} />
        <Typed name="duplicate_of" label={closing.original} hint={closing.originalHint} />
      </div>
    </details>
  );
}

/** Of type `text`: a fault that the browser finds in a folded field stops every other button without a word. */
function Typed({ name, label, hint }: { name: string; label: string; hint?: string }) {
  const id = `many-${name.replace('_', '-')}`;
  return (
    <div>
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        type="text"
        name={name}
        autoComplete="off"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
    </div>
  );
}
