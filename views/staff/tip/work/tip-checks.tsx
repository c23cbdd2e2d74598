import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { TipAction } from '../../../../src/staff/access.ts';
import type { TipFolder } from '../../../../src/tips/folder.ts';
import type { Check, Opened } from '../../../../src/tips/tip.ts';
import { type Faults, FieldFault } from '../../../parts/field-fault.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { OpenedText } from '../../opened.tsx';
import { Person } from '../../person.tsx';
import { At, type Clock } from '../../time.tsx';
import { TIP_FORM } from '../form-ids.ts';

/** An item of the checklist; `done`: by whom and when. Null where it does not open, or is not done. */
export type ShownCheck = { item: Opened; done: Pick<Check, 'by' | 'at'> | null };

type ChecksProps = {
  words: Words;
  clock: Clock;
  folder: Pick<TipFolder, 'tip'>;
  back: { back?: string };
  checks: readonly ShownCheck[];
  /** What the viewer may do with the tip. */
  allowed: readonly TipAction[];
  beside: { faults: Faults };
};

/** What staff make sure of before it becomes news: a press says that it is, and another that it is not. */
export function TipChecks({ words, clock, folder, back, checks, allowed, beside }: ChecksProps) {
  const { checks: labels } = words.staff;
  const done = checks.filter(check => check.done !== null).length;
  const actionOf = (check: ShownCheck) =>
    allowed.includes('change checks')
      ? staffPaths.checks(folder.tip.number, check.done === null, back)
      : null;
  return (
    <section class="part" aria-labelledby="checks">
      <h2>
        <span id="checks">{labels.title}</span>{' '}
        <span class="quiet" aria-hidden="true">
          {done} / {checks.length}
        </span>
        <span class="unseen">{labels.done(done, checks.length)}</span>
      </h2>
      <ul class="checks">
        {checks.map(check => (
          <li key={check.item} class={check.done === null ? undefined : 'done'}>
            <Item words={words} check={check} action={actionOf(check)} />
            {check.done !== null && (
              <p class="quiet small">
                <Person person={check.done.by} /> · <At at={check.done.at} clock={clock} />
              </p>
            )}
          </li>
        ))}
      </ul>
      <FieldFault field="item" faults={beside.faults} />
    </section>
  );
}

/** Where it can be pressed, paper has it apart: there no buttons are. */
function Item({ words, check, action }: { words: Words; check: ShownCheck; action: string | null }) {
  const isDone = check.done !== null;
  const label = (
    <>
      <span class="box">{isDone && <Icon name="done" size={16} />}</span>
      <bdi>
        <OpenedText words={words} text={check.item} />
      </bdi>
    </>
  );
  if (action === null || check.item === null) return <p class="item">{label}</p>;
  return (
    <>
      <button
        class="item"
        type="submit"
        form={TIP_FORM}
        name="item"
        value={check.item}
        formAction={action}
        formNoValidate
        aria-pressed={isDone}
      >
        {label}
      </button>
      <div class="on-paper">
        <p class="item">{label}</p>
      </div>
    </>
  );
}
