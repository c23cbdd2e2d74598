import { staffPaths } from '../../../../src/paths.ts';
import { ImportanceMark } from '../../importance.tsx';
import { TIP_FORM } from '../form-ids.ts';
import { TipAssignment } from './tip-assignment.tsx';
import { TipForwarding } from './tip-forwarding.tsx';
import { TipReminder } from './tip-reminder.tsx';
import type { WorkProps } from './work-props.ts';

/** Who has it, how important it is, and when it is looked at again. */
export function TipWork(props: WorkProps) {
  const labels = props.words.staff.work;
  return (
    <section class="part work" aria-labelledby="work-title">
      <h2 id="work-title">{labels.title}</h2>
      <dl class="answers">
        <TipAssignment {...props} />
        <TipImportance {...props} />
        <TipReminder {...props} />
      </dl>
      {props.allowed.includes('forward') && <TipForwarding {...props} />}
    </section>
  );
}

function TipImportance({ words, tip, back, work, allowed }: WorkProps) {
  const labels = words.staff.work;
  return (
    <div>
      <dt>{labels.importance}</dt>
      <dd>
        {work.importance === 0 ? (
          labels.importances[0]
        ) : (
          <ImportanceMark importance={work.importance} words={words} />
        )}
        {allowed.includes('change importance') && (
          <div class="choices on-screen">
            {work.importances
              .filter(one => one !== work.importance)
              .map(one => (
                <button
                  key={one}
                  class="link"
                  type="submit"
                  form={TIP_FORM}
                  name="importance"
                  value={one}
                  formAction={staffPaths.importance(tip.number, back)}
                  formNoValidate
                >
                  {labels.importances[one]}
                </button>
              ))}
          </div>
        )}
      </dd>
    </div>
  );
}
