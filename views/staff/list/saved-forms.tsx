import { staffPaths } from '../../../src/paths.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';

/** What was typed, and what is wrong with it by field. */
type Told = { name: string; isShared: boolean; faults: Readonly<Record<string, string>> };

export type SavedForms = {
  /** The list that is looked at. */
  query: string;
  mayShare: boolean;
  /** How many it finds is not counted then. */
  searches: boolean;
  /** Null where there is nothing to save. */
  saving: { told: Told | null } | null;
  /** The view that is looked at, where the viewer may change it; `isNarrowed`: more is chosen than it holds. */
  changing: {
    id: string;
    version: number;
    name: string;
    isShared: boolean;
    isNarrowed: boolean;
    told: Told | null;
  } | null;
};

type FormsProps = { frame: Frame; forms: SavedForms };

/** By which a list gets a name, and a tab. Folded, they work without script. */
export const SavedViewForms = (props: FormsProps) => (
  <>
    <SaveForm {...props} />
    <ChangeForm {...props} />
  </>
);

function SaveForm({ frame, forms: { saving, query, ...forms } }: FormsProps) {
  const { savedViews: words } = frame.words.staff;
  if (saving === null) return null;
  const { told } = saving;
  return (
    <details class="narrow-down" open={told !== null}>
      <summary class="chip add">
        <Icon name="add" size={14} /> {words.save}
      </summary>
      <form
        class="filter"
        method="post"
        action={staffPaths.saveView(new URLSearchParams(query))}
        aria-label={words.save}
      >
        <input type="hidden" name="query" value={query} />
        <NameField frame={frame} id="view-name" name={told?.name ?? ''} told={told} />
        <Shared frame={frame} mayShare={forms.mayShare} isShared={told?.isShared ?? false} />
        {forms.searches && <p class="quiet small wide">{words.uncounted}</p>}
        <p class="actions wide">
          <button class="button plain compact" type="submit">
            {words.saveIt}
          </button>
        </p>
      </form>
    </details>
  );
}

function ChangeForm({ frame, forms: { changing, query, mayShare } }: FormsProps) {
  const { savedViews: words } = frame.words.staff;
  if (changing === null) return null;
  const { told, id, version } = changing;
  const list = new URLSearchParams(query);
  return (
    <details class="narrow-down" open={told !== null}>
      <summary class="chip add">{words.change}</summary>
      <form class="filter" method="post" action={staffPaths.changeView(id, list)} aria-label={words.change}>
        <input type="hidden" name="version" value={version} />
        <NameField frame={frame} id="new-name" name={told?.name ?? changing.name} told={told} />
        <Shared frame={frame} mayShare={mayShare} isShared={told?.isShared ?? changing.isShared} />
        {changing.isNarrowed && (
          <label class="choice wide">
            <input type="checkbox" name="query" value={query} />
            {words.asShown}
          </label>
        )}
        <p class="actions wide">
          <button class="button plain compact" type="submit">
            {words.changeIt}
          </button>
          <button
            class="button plain compact"
            type="submit"
            formaction={staffPaths.removeView(id, list)}
            formnovalidate
          >
            {words.remove}
          </button>
        </p>
      </form>
    </details>
  );
}

type NameProps = { frame: Frame; id: string; name: string; told: Told | null };

function NameField({ frame, id, name, told }: NameProps) {
  const { savedViews: words } = frame.words.staff;
  const faults = Object.values(told?.faults ?? {});
  const fault =
    faults.length === 0
      ? {}
      : ({ 'aria-invalid': true, 'aria-describedby': `${id}-fault`, autofocus: true } as const);
  return (
    <div>
      <label for={id}>{words.name}</label>
      <input
        id={id}
        name="name"
        type="text"
        value={name}
        maxLength={80}
        autocomplete="off"
        required
        {...fault}
      />
      {faults.length > 0 && (
        <p class="fault" id={`${id}-fault`}>
          {faults.join(' ')}
        </p>
      )}
    </div>
  );
}

function Shared({ frame, mayShare, isShared }: { frame: Frame; mayShare: boolean; isShared: boolean }) {
  if (!mayShare) return null;
  return (
    <label class="choice wide">
      <input type="checkbox" name="shared" value="on" checked={isShared} />
      {frame.words.staff.savedViews.shared}
    </label>
  );
}
