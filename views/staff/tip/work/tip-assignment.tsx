import { keyed } from '../../../../src/keys.ts';
import { staffPaths } from '../../../../src/paths.ts';
import { FieldFault, faultOf } from '../../../parts/field-fault.tsx';
import { calledOf, Person } from '../../person.tsx';
import { chosenOf, Was } from '../choice.tsx';
import { TIP_FORM } from '../form-ids.ts';
import { TipSubmit } from '../tip-submit.tsx';
import type { WorkProps } from './work-props.ts';

/** Who has it, and the ways to another. A new tip is taken by opening it, and a closed one is worked on by nobody. */
export function TipAssignment(props: WorkProps) {
  const { words, viewer, tip, work, allowed } = props;
  const labels = words.staff.work;
  const isMine = work.assignee?.email === viewer.email;
  const isOpen = tip.state.is === 'open';
  const mayTake = allowed.includes('take') && (work.assignee === null || allowed.includes('assign'));
  return (
    <div>
      <dt>{labels.assignee}</dt>
      <dd>
        {work.assignee === null ? labels.nobody : <Person person={work.assignee} />}
        <div class="choices on-screen">
          {isOpen && !isMine && mayTake && (
            <To {...props} to="me" label={work.assignee === null ? labels.take : labels.takeOver} />
          )}
          {isOpen && isMine && <To {...props} to="" label={labels.giveBack} />}
          {tip.state.is !== 'closed' && allowed.includes('assign') && <Assign {...props} />}
        </div>
      </dd>
    </div>
  );
}

function To({ tip, back, to, label }: WorkProps & { to: string; label: string }) {
  return (
    <button
      class="link"
      type="submit"
      form={TIP_FORM}
      name="to"
      value={to}
      formAction={staffPaths.assignment(tip.number, back)}
      formNoValidate
      {...(to === 'me' && keyed('assignToMe'))}
    >
      {label}
    </button>
  );
}

function Assign({ words, viewer, tip, back, work, beside }: WorkProps) {
  const labels = words.staff.work;
  const { assignment_to: typed, faults } = beside;
  const chosen = chosenOf(typed, work.assignee?.email ?? null);
  return (
    <details class="folded" open={typed !== '' || faults['to'] !== undefined}>
      <summary class="link" {...keyed('assign')}>
        {labels.assignOpen}
      </summary>
      <div class="fields">
        <Was name="assignment_to" value={work.assignee?.email ?? null} />
        <select name="assignment_to" form={TIP_FORM} aria-label={labels.assignee} {...faultOf('to', faults)}>
          <option value="" selected={chosen === ''}>
            {labels.nobody}
          </option>
          {work.colleagues.map(one => (
            <option key={one.email} value={one.email} selected={one.email === chosen}>
              {one.email === viewer.email ? labels.you(calledOf(one)) : calledOf(one)}
            </option>
          ))}
        </select>
        <FieldFault field="to" faults={faults} />
        <TipSubmit action={staffPaths.assignment(tip.number, back)} label={labels.assign} />
      </div>
    </details>
  );
}
