import { exactTime } from '../../../../src/i18n/dates.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { Hold } from '../../../../src/tips/tip.ts';
import { FieldFault, faultOf } from '../../../parts/field-fault.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { OpenedText } from '../../opened.tsx';
import { calledOf } from '../../person.tsx';
import type { Clock } from '../../time.tsx';
import type { Beside } from '../bar/tip-closing.tsx';
import { TIP_FORM } from '../form-ids.ts';

type HeldProps = {
  words: Words;
  clock: Clock;
  number: number;
  back: { back?: string };
  hold: Hold;
  mayRelease: boolean;
};

/** That nothing forgets the tip, by whom and why, and the way out of it, which asks in words. */
export function Held({ words, clock, number, back, hold, mayRelease }: HeldProps) {
  const { hold: labels } = words.staff;
  const { lang, timeZone } = clock;
  return (
    <section class="notice held" aria-labelledby="held">
      <Icon name="lock" size={20} />
      <div>
        <h2 id="held">{labels.title}</h2>
        <p class="small">{labels.since(calledOf(hold.by), exactTime(hold.at, lang, timeZone))}</p>
        <p class="small reason" dir="auto">
          <OpenedText words={words} text={hold.reason} />
        </p>
      </div>
      {mayRelease && (
        <details class="folded on-screen">
          <summary class="button plain compact">{labels.openRelease}</summary>
          <div class="fields">
            <p class="small">{labels.releaseHint}</p>
            <button
              class="button danger compact"
              type="submit"
              form={TIP_FORM}
              name="on"
              value=""
              formAction={staffPaths.hold(number, back)}
              formNoValidate
            >
              {labels.release}
            </button>
          </div>
        </details>
      )}
    </section>
  );
}

type PlaceProps = { words: Words; number: number; back: { back?: string }; beside: Beside };

/** Keeps it from being forgotten, for a reason. */
export function PlaceHold({ words, number, back, beside }: PlaceProps) {
  const { hold: labels } = words.staff;
  const { reason, faults } = beside;
  return (
    <details class="folded on-screen" open={reason !== '' || faults['reason'] !== undefined}>
      <summary class="button plain compact">{labels.open}</summary>
      <div class="fields">
        <p class="quiet small">{labels.hint}</p>
        <div>
          <label for="reason">{labels.reason}</label>
          <textarea id="reason" name="reason" form={TIP_FORM} rows={2} {...faultOf('reason', faults)}>
            {reason !== '' && `\n${reason}`}
          </textarea>
          <FieldFault field="reason" faults={faults} />
        </div>
        <button
          class="button plain compact"
          type="submit"
          form={TIP_FORM}
          name="on"
          value="on"
          formAction={staffPaths.hold(number, back)}
          formNoValidate
        >
          {labels.place}
        </button>
      </div>
    </details>
  );
}
