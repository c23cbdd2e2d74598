import { exactTime, lengthInDays } from '../../../../src/i18n/dates.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import { keyed } from '../../../../src/keys.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { ShownKeptTip } from '../../../../src/tips/folder.ts';
import type { AnswerWay } from '../../../../src/tips/said.ts';
import { FieldFault, faultOf } from '../../../parts/field-fault.tsx';
import type { Clock } from '../../time.tsx';
import type { Beside } from '../bar/tip-closing.tsx';
import { chosenOf, Was } from '../choice.tsx';
import { ANSWER_FIELD, TIP_FORM } from '../form-ids.ts';
import { AnswerFilesField } from './answer-files.tsx';
import type { Answering } from './answering.ts';
import { SendAnswer } from './send-answer.tsx';

type AnswerProps = {
  words: Words;
  clock: Clock;
  tip: ShownKeptTip;
  back: { back?: string };
  beside: Beside;
  answering: Answering;
};

/** Where one writes to the reader: coloured as what went to them, and never as a note. */
export function AnswerForm({ words, clock, tip, back, beside, answering }: AnswerProps) {
  const { answering: labels } = words.staff;
  const { messages_body: typed, faults } = beside;
  return (
    <div class="fields for-reader">
      {answering.ranOut !== null && <RanOut words={words} clock={clock} {...answering.ranOut} />}
      <div>
        <label for={ANSWER_FIELD}>{labels.field}</label>
        <p class="small" id="answer-hint">
          <strong>{labels.readBy}</strong> {labels.sendHint}
        </p>
        <textarea
          id={ANSWER_FIELD}
          name="messages_body"
          rows={4}
          {...faultOf('messages_body', faults, 'answer-hint')}
        >
          {/* HTML drops a line break that comes first: this one goes, so that a typed one stays. */}
          {typed !== '' && `\n${typed}`}
        </textarea>
        <FieldFault field="messages_body" faults={faults} />
        {typed !== '' && !answering.isLate && <p class="quiet small">{labels.draft}</p>}
      </div>
      {answering.ready.length > 0 && (
        <Ready words={words} number={tip.number} back={back} ready={answering.ready} />
      )}
      <AnswerFilesField {...{ words, clock, faults }} files={answering.files} />
      <input type="hidden" name="messages_seen" value={answering.seen} />
      <Ways words={words} ways={answering.ways} chosen={beside.messages_way} faults={faults} />
      <div class="actions">
        <SendAnswer action={staffPaths.answer(tip.number, back)} label={labels.send} keys={keyed('send')} />
      </div>
    </div>
  );
}

type RanOutProps = { words: Words; clock: Clock } & NonNullable<Answering['ranOut']>;

const RanOut = ({ words: { staff }, clock: { lang, timeZone }, at, reopens }: RanOutProps) => (
  <p class="small">
    <strong>{staff.answering.ranOut(exactTime(at, lang, timeZone), lengthInDays(reopens, lang))}</strong>
  </p>
);

/** What was typed to a reader to whom nothing can be said any more: it goes along with what is pressed, or that would throw it away. */
export const Unsent = ({ words: { staff }, typed }: { words: Words; typed: string }) =>
  typed === '' ? null : (
    <div>
      <label for={ANSWER_FIELD}>{staff.answering.field}</label>
      <textarea id={ANSWER_FIELD} name="messages_body" rows={4} aria-describedby="unsent-hint">
        {`\n${typed}`}
      </textarea>
      <p class="quiet small" id="unsent-hint">
        {staff.answering.draft}
      </p>
    </div>
  );

type ReadyProps = { words: Words; number: number; back: { back?: string }; ready: Answering['ready'] };

/** What is chosen is put behind what is typed, with script where one types, and sends nothing. */
const Ready = ({ words: { staff }, number, back, ready }: ReadyProps) => (
  <div>
    <label class="small" for="ready">
      {staff.readyAnswers.title}
    </label>
    <div class="actions">
      <select id="ready" name="ready" form={TIP_FORM} autocomplete="off">
        {ready.map(({ id, name, only }) => (
          <option key={id} value={id}>
            {only === null ? name : `${name} (${staff.readyAnswers.onlyIn(staff.readyAnswers.texts[only])})`}
          </option>
        ))}
      </select>
      <button
        class="button plain compact"
        type="submit"
        form={TIP_FORM}
        formAction={staffPaths.insertReadyAnswer(number, back)}
        formNoValidate
        data-inserts={ANSWER_FIELD}
      >
        {staff.readyAnswers.insert}
      </button>
    </div>
  </div>
);

type Faults = Beside['faults'];
type WaysProps = { words: Words; ways: readonly AnswerWay[]; chosen: string; faults: Faults };

/** A choice where there is one, with what each means; what was typed goes by the first unless another is chosen. */
function Ways({ words, ways, chosen, faults }: WaysProps) {
  const { answering } = words.staff;
  const [first = 'receipt'] = ways;
  const way = chosenOf(chosen, first);
  if (ways.length === 1 && faults['way'] === undefined)
    return (
      <p class="small">
        {answering.way}: <strong>{answering.ways[first]}</strong>{' '}
        <span class="quiet">{answering.wayHints[first]}</span>
        <Was name="messages_way" value={first} />
        <input type="hidden" name="messages_way" value={first} form={TIP_FORM} />
      </p>
    );
  return (
    <fieldset class="ways">
      <legend class="small">{answering.way}</legend>
      <Was name="messages_way" value={first} />
      {ways.map(one => (
        <label key={one} class="choice">
          <input type="radio" name="messages_way" value={one} checked={one === way} form={TIP_FORM} />
          <span>
            {answering.ways[one]} <span class="quiet small">{answering.wayHints[one]}</span>
          </span>
        </label>
      ))}
      <FieldFault field="way" faults={faults} />
    </fieldset>
  );
}
