import { CallLine, Chooser, Tick } from './call-fields.tsx';
import type { CallFormProps } from './call-form-props.ts';

/** What is asked beside what was said. */
export function CallBeside(props: CallFormProps) {
  const { frame, typed, faults } = props;
  const { calls } = frame.words.staff;
  return (
    <>
      <div class="side-by-side">
        <CallLine name="place" label={calls.place} value={typed.place} faults={faults} />
        <CallLine
          name="happened_at"
          label={calls.happened}
          value={typed.happened_at}
          faults={faults}
          input={{ placeholder: calls.happenedHint }}
        />
      </div>
      <Consent {...props} />
      <Around {...props} />
      <Times {...props} />
      <Recording {...props} />
    </>
  );
}

/** What they agreed to, and in which words: said aloud, nobody else has heard it. */
function Consent({ frame, typed, faults, uses }: CallFormProps) {
  const { calls, permissions } = frame.words.staff;
  return (
    <fieldset>
      <legend>{calls.consent}</legend>
      <Tick name="consent_contact" checked={typed.consent_contact} faults={faults}>
        {calls.consentContact}
      </Tick>
      <div class="side-by-side">
        <Chooser
          name="use"
          label={calls.use}
          chosen={typed.use ?? ''}
          choices={[['', calls.useNotAsked], ...uses.map(use => [use, permissions[use]] as const)]}
          faults={faults}
        />
        <CallLine
          name="consent"
          label={calls.consentWords}
          value={typed.consent}
          faults={faults}
          input={{ placeholder: calls.consentWordsHint }}
        />
      </div>
    </fieldset>
  );
}

/** Whose it is from now on: what it is about, who took it, and when somebody gets back to them. */
function Around({ frame, viewer, typed, faults, earlier, topics, colleagues, days }: CallFormProps) {
  const { calls, work } = frame.words.staff;
  const others = colleagues.filter(({ email }) => email !== viewer.email);
  // What is chosen above is not typed here too.
  const isChosen = earlier?.some(({ number }) => String(number) === typed.tip) ?? false;
  const self = work.you(viewer.name ?? viewer.email);
  return (
    <>
      <div class="side-by-side">
        <Chooser
          name="topic"
          label={calls.topic}
          chosen={typed.topic}
          choices={[
            ['', calls.noTopic],
            ...topics.map(({ slug, name }) => [slug, name[frame.lang]] as const),
          ]}
          faults={faults}
        />
        <Chooser
          name="taker"
          label={calls.taker}
          chosen={typed.taker}
          choices={[['', self], ...others.map(({ email, name }) => [email, name ?? email] as const)]}
          faults={faults}
        />
      </div>
      <div class="side-by-side">
        <CallLine
          name="call_back"
          label={calls.callBack}
          value={typed.call_back}
          faults={faults}
          input={{ type: 'date', min: days.first, max: days.last }}
        />
        <CallLine
          name="tip"
          label={calls.tip}
          value={isChosen ? '' : typed.tip}
          faults={faults}
          input={{ inputMode: 'numeric', placeholder: calls.tipHint }}
        />
      </div>
    </>
  );
}

/** Its page knows when it was opened; with a script a clock runs beside. */
function Times({ frame, typed, faults }: CallFormProps) {
  const { calls } = frame.words.staff;
  return (
    <div class="side-by-side">
      <CallLine
        name="started"
        label={calls.started}
        value={typed.started}
        faults={faults}
        input={{ type: 'datetime-local' }}
      >
        <p class="quiet small" id="call-clock" data-running={calls.running} />
      </CallLine>
      <CallLine
        name="ended"
        label={calls.ended}
        hint={calls.endedHint}
        value={typed.ended}
        faults={faults}
        input={{ type: 'datetime-local' }}
      />
    </div>
  );
}

function Recording({ frame, typed, faults, keepsRecordings, asksForRecording }: CallFormProps) {
  const { calls } = frame.words.staff;
  if (!keepsRecordings) return null;
  return (
    <fieldset>
      <legend>{calls.recording}</legend>
      <Tick name="told" value="yes" checked={typed.told} faults={faults}>
        {calls.told}
      </Tick>
      <CallLine
        name="recording"
        label={calls.recording}
        hint={calls.recordingHint}
        value=""
        faults={faults}
        input={{ type: 'file', accept: 'audio/*' }}
      />
      {asksForRecording && <p class="fault">{calls.recordingAgain}</p>}
    </fieldset>
  );
}
