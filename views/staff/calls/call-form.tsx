import { staffPaths } from '../../../src/paths.ts';
import { FieldFault, faultOf } from '../../parts/field-fault.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { CallBeside } from './call-beside.tsx';
import { CallLine, Radios } from './call-fields.tsx';
import type { CallFormProps } from './call-form-props.ts';
import { EarlierTips } from './earlier-tips.tsx';

/** Who is on the phone comes first, and then what they say: all else can wait until they have hung up. */
export function CallForm(props: CallFormProps) {
  const { frame, typed, faults, draft, writer, keepsRecordings } = props;
  const { calls, tip } = frame.words.staff;
  return (
    <form
      class="fields call-form"
      id="call-form"
      method="post"
      action={staffPaths.calls()}
      data-drafts={staffPaths.callDrafts}
      {...(keepsRecordings && { enctype: 'multipart/form-data' })}
    >
      <input type="hidden" name="submission" value={typed.submission} />
      <input type="hidden" name="draft" value={draft.id} />
      <input type="hidden" name="seen" value={draft.seen} />
      <input type="hidden" name="writer" value={writer} />
      {/* Enter in a line keeps the call, and does not look for others. */}
      <button type="submit" hidden />
      <div class="side-by-side">
        <Radios
          name="kind"
          legend={calls.kind}
          names={calls.kinds}
          values={props.kinds}
          chosen={typed.kind}
        />
        <Radios
          name="direction"
          legend={calls.direction}
          names={calls.directions}
          values={props.directions}
          chosen={typed.direction}
        />
      </div>
      <Caller {...props} />
      <div>
        <label for="call-note">{calls.note}</label>
        <p class="quiet small" id="call-note-hint">
          {calls.noteHint}
        </p>
        <textarea id="call-note" name="note" rows={6} required {...faultOf('note', faults, 'call-note-hint')}>
          {typed.note !== '' && `\n${typed.note}`}
        </textarea>
        <FieldFault field="note" faults={faults} />
      </div>
      <CallBeside {...props} />
      <div class="actions">
        <button class="button" type="submit" aria-describedby="save-hint">
          {calls.save}
        </button>
        <span class="quiet small with-script" id="save-hint">
          {calls.saveHint}
        </span>
      </div>
      <p
        class="quiet small"
        id="draft-kept"
        data-kept={tip.draftKept}
        data-not-kept={tip.draftNotKept}
        data-signed-out={tip.draftSignedOut}
      />
      <span class="unseen" role="status" id="draft-told" />
    </form>
  );
}

/** By it others of the same number are found: a press without script, by itself with one. */
function Caller({ frame, typed, faults, earlier, clock }: CallFormProps) {
  const { calls } = frame.words.staff;
  const isKnown = typed.tip !== '' && earlier === null;
  return (
    <div>
      <CallLine
        name="number"
        label={calls.number}
        hint={isKnown ? calls.ofThisTip : calls.numberHint}
        value={typed.number}
        faults={faults}
        input={{ type: 'tel', autofocus: Object.keys(faults).length === 0, ...VERBATIM }}
      />
      <p class="without-script">
        <button
          class="button plain compact"
          type="submit"
          formAction={staffPaths.callsEarlier}
          formNoValidate
          aria-describedby="earlier-noted"
        >
          {calls.findEarlier}
        </button>
      </p>
      <div
        id="earlier"
        data-find={staffPaths.callsEarlier}
        data-title={calls.earlier}
        data-new={calls.aNewTip}
        data-more={calls.moreOf('{number}')}
        data-none={calls.earlierNone}
      >
        {earlier !== null && (
          <EarlierTips words={frame.words} clock={clock} tips={earlier} chosen={typed.tip} />
        )}
      </div>
      <p class="quiet small" id="earlier-noted">
        {calls.earlierNoted}
      </p>
    </div>
  );
}
