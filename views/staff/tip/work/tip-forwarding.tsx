import { staffPaths } from '../../../../src/paths.ts';
import { FieldFault, faultOf } from '../../../parts/field-fault.tsx';
import { HelpLink } from '../../help/help-link.tsx';
import { calledOf } from '../../person.tsx';
import { TIP_FORM } from '../form-ids.ts';
import { TipSubmit } from '../tip-submit.tsx';
import type { WorkProps } from './work-props.ts';

/** To a colleague by mail, with what stands in the note's field. */
export function TipForwarding({ words, viewer, tip, back, work, beside }: WorkProps) {
  const labels = words.staff.work;
  const others = work.colleagues.filter(({ email }) => email !== viewer.email);
  if (others.length === 0) return null;
  const { forwarding_to: chosen, faults } = beside;
  return (
    <details class="folded on-screen" open={chosen !== '' || faults['forwarding'] !== undefined}>
      <summary class="link">{labels.forwardTitle}</summary>
      <div class="fields">
        <p class="quiet small">{work.isTold ? labels.forwardHint : labels.forwardHintHidden}</p>
        <select
          name="forwarding_to"
          form={TIP_FORM}
          aria-label={labels.forwardTo}
          {...faultOf('forwarding', faults)}
        >
          <option value="">{labels.choose}</option>
          {others.map(one => (
            <option key={one.email} value={one.email} selected={one.email === chosen}>
              {calledOf(one)}
            </option>
          ))}
        </select>
        <FieldFault field="forwarding" faults={faults} />
        <HelpLink words={words} about="leaves" />
        <TipSubmit action={staffPaths.forwarding(tip.number, back)} label={labels.forward} />
      </div>
    </details>
  );
}
