import { keyed } from '../../../src/keys.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { MadeChange } from '../../../src/tips/work/many/read-change.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';

type MadeProps = { frame: Frame; made: MadeChange; back: { back?: string } };

/** What has become of a change of many, and the way to undo it; what it left alone stays on the page when that has gone. */
export function MadeNotice(props: MadeProps) {
  const { frame, made } = props;
  const isUndoable = made.changed > 0 && made.undone === null;
  return (
    <>
      <div class="made on-screen">
        <div class="notice good" role="status">
          <Icon name="check" size={20} />
          <span>{saysOf(props)}</span>
          {isUndoable && <UndoForm {...props} label={frame.words.staff.many.undo} keys={keyed('undo')} />}
        </div>
      </div>
      {made.left.length > 0 && <LeftAlone {...props} />}
    </>
  );
}

type UndoProps = Pick<MadeProps, 'made' | 'back'> & { label: string; keys?: ReturnType<typeof keyed> };

const UndoForm = ({ made, back, label, keys }: UndoProps) => (
  <form method="post" action={staffPaths.undoChange(back)}>
    <button class="link" type="submit" name="undo" value={made.id} {...keys}>
      {label}
    </button>
  </form>
);

function saysOf({ frame, made: { name, outcome, changed, undone } }: MadeProps): string {
  const { many, outcomes } = frame.words.staff;
  if (undone !== null) return many.undone(undone);
  if (changed === 0) return many.doneNone;
  if (typeof name !== 'string') return many.doneElse(changed);
  return many.done[name](changed, typeof outcome === 'string' ? outcomes[outcome] : null);
}

/** More would fill the page. */
const MOST_NAMED = 20;

function LeftAlone({ frame, made: { left }, back }: MadeProps) {
  const { many } = frame.words.staff;
  const whys = new Map<string, string>(Object.entries(many.why));
  return (
    <div class="notice left-alone">
      <Icon name="alert" size={20} />
      <div>
        <p>{many.left(left.length)}</p>
        <ul>
          {left.slice(0, MOST_NAMED).map(({ number, code }) => (
            <li key={number}>
              <a href={staffPaths.tip(number, back)}>{frame.words.staff.tip.title(number)}</a>:{' '}
              {whys.get(code) ?? many.why.else}
            </li>
          ))}
        </ul>
        {left.length > MOST_NAMED && <p>{many.more(left.length - MOST_NAMED)}</p>}
      </div>
    </div>
  );
}
