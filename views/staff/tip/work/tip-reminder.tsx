import { exactDay } from '../../../../src/i18n/dates.ts';
import { keyed } from '../../../../src/keys.ts';
import { staffPaths } from '../../../../src/paths.ts';
import { FieldFault, faultOf } from '../../../parts/field-fault.tsx';
import { chosenOf, Was } from '../choice.tsx';
import { TIP_FORM } from '../form-ids.ts';
import { TipSubmit } from '../tip-submit.tsx';
import type { WorkProps } from './work-props.ts';

/** The day on which it is looked at again, and others to choose; nothing more of a closed one. */
export function TipReminder(props: WorkProps) {
  const { words, clock, tip, work, allowed } = props;
  const labels = words.staff.work;
  const { remindOn, days } = work;
  const said = remindOn === null ? labels.noReminder : exactDay(remindOn, clock.lang);
  const isDue = remindOn !== null && remindOn <= days.first;
  return (
    <div>
      <dt>{labels.reminder}</dt>
      <dd>
        {isDue ? <strong>{labels.dueSince(said)}</strong> : said}
        {allowed.includes('change reminder') && tip.state.is !== 'closed' && (
          <div class="choices on-screen">
            <On {...props} on={days.tomorrow} label={labels.tomorrow} />
            {days.monday !== days.tomorrow && <On {...props} on={days.monday} label={labels.monday} />}
            {remindOn !== null && <On {...props} on="" label={labels.noMore} />}
            <OtherDay {...props} />
          </div>
        )}
      </dd>
    </div>
  );
}

function On({ tip, back, on, label }: WorkProps & { on: string; label: string }) {
  return (
    <button
      class="link"
      type="submit"
      form={TIP_FORM}
      name="on"
      value={on}
      formAction={staffPaths.reminder(tip.number, back)}
      formNoValidate
    >
      {label}
    </button>
  );
}

function OtherDay({ words, tip, back, work: { remindOn, days }, beside }: WorkProps) {
  const labels = words.staff.work;
  const { reminder_on: chosen, faults } = beside;
  return (
    <details class="folded" open={chosen !== '' || faults['on'] !== undefined}>
      <summary class="link" {...keyed('remind')}>
        {labels.reminderOpen}
      </summary>
      <div class="fields">
        <Was name="reminder_on" value={remindOn} />
        <input
          type="date"
          name="reminder_on"
          form={TIP_FORM}
          min={days.first}
          max={days.last}
          value={chosenOf(chosen, remindOn)}
          aria-label={labels.reminderDay}
          {...faultOf('on', faults)}
        />
        <FieldFault field="on" faults={faults} />
        <TipSubmit action={staffPaths.reminder(tip.number, back)} label={labels.remind} />
      </div>
    </details>
  );
}
