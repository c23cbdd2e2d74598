import { staffPaths } from '../../../src/paths.ts';
import type { Named } from '../../../src/staff/called.ts';
import type { AnyEventKind } from '../../../src/tips/history/list-history.ts';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { namesOf } from './history-table.tsx';

/** As it was asked for. */
export type ShownFilter = {
  person?: string | undefined;
  tip?: number | undefined;
  kind?: AnyEventKind | undefined;
  from?: string | undefined;
  to?: string | undefined;
  after?: unknown;
};

/** All that can be asked for: of tips, and of the desk. */
export type ShownKinds = Readonly<Record<'tips' | 'desk', readonly AnyEventKind[]>>;

type FilterProps = { frame: Frame; filter: ShownFilter; people: readonly Named[]; kinds: ShownKinds };

export function HistoryFilter({ frame, filter, people, kinds }: FilterProps) {
  const { history } = frame.words.staff;
  const { after, ...asked } = filter;
  const isFiltered = Object.values(asked).some(value => value !== undefined);
  return (
    <form class="filter" action={staffPaths.history()} aria-label={history.filter}>
      <div class="wide">
        <label for="person">{history.person}</label>
        <select id="person" name="person">
          <option value="">{history.any}</option>
          {people.map(({ email, name }) => (
            <option key={email} value={email} selected={email === filter.person} {...VERBATIM}>
              {name === null ? email : `${name} · ${email}`}
            </option>
          ))}
        </select>
      </div>
      <KindOf frame={frame} kinds={kinds} chosen={filter.kind} />
      <div class="wide">
        <label for="tip">{history.tip}</label>
        <input type="text" id="tip" name="tip" inputMode="numeric" value={filter.tip} maxLength={15} />
      </div>
      <div>
        <label for="from">{history.from}</label>
        <input id="from" name="from" type="date" value={filter.from} />
      </div>
      <div>
        <label for="to">{history.to}</label>
        <input id="to" name="to" type="date" value={filter.to} />
      </div>
      <p class="actions wide">
        <button class="button plain" type="submit">
          {history.apply}
        </button>
        {isFiltered && (
          <a class="button plain" href={staffPaths.history()}>
            {history.clear}
          </a>
        )}
      </p>
    </form>
  );
}

type KindProps = Pick<FilterProps, 'frame' | 'kinds'> & { chosen: AnyEventKind | undefined };

function KindOf({ frame, kinds, chosen }: KindProps) {
  const { history } = frame.words.staff;
  const names = namesOf(frame.words);
  return (
    <div class="wide">
      <label for="kind">{history.kind}</label>
      <select id="kind" name="kind">
        <option value="">{history.any}</option>
        {(['tips', 'desk'] as const).map(part => (
          <optgroup key={part} label={history.kinds[part]}>
            {kinds[part].map(kind => (
              <option key={kind} value={kind} selected={kind === chosen}>
                {names[kind]}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
