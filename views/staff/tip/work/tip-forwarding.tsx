import { staffPaths } from '../../../../src/paths.ts';
import { HelpLink } from '../../help/help-link.tsx';
import { calledOf } from '../../person.tsx';
import { TIP_FORM } from '../form-ids.ts';
import { TipSubmit } from '../tip-submit.tsx';
import type { WorkProps } from './work-props.ts';

/** To a colleague by mail, with what stands in the note's field. */
export function TipForwarding({ words, viewer, tip, back, work, faults }: WorkProps) {
  const labels = words.staff.work;
  const others = work.colleagues.filter(({ email }) => email !== viewer.email);
  if (others.length === 0) return null;
  const fault = faults['forwarding'];
  const atFault =
    fault === undefined
      ? {}
      : ({ 'aria-invalid': true, 'aria-describedby': 'forwarding-fault', autofocus: true } as const);
  return (
    <details class="folded on-screen" open={fault !== undefined}>
      <summary class="link">{labels.forwardTitle}</summary>
      <div class="fields">
        <p class="quiet small">{work.isTold ? labels.forwardHint : labels.forwardHintHidden}</p>
        <select name="forwarding_to" form={TIP_FORM} aria-label={labels.forwardTo} {...atFault}>
          <option value="">{labels.choose}</option>
          {others.map(one => (
            <option key={one.email} value={one.email}>
              {calledOf(one)}
            </option>
          ))}
        </select>
        {fault !== undefined && (
          <p class="fault" id="forwarding-fault">
            {fault}
          </p>
        )}
        <HelpLink words={words} about="leaves" />
        <TipSubmit action={staffPaths.forwarding(tip.number, back)} label={labels.forward} />
      </div>
    </details>
  );
}
