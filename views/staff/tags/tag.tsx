import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import { type Faults, FieldFault, faultOf } from '../../parts/field-fault.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import type { ShownTag } from './tags.tsx';

type TagProps = {
  frame: Frame;
  viewer: Viewer;
  tag: ShownTag;
  /** Names of others, into which it may be merged: those that are offered. */
  others: readonly string[];
  /** What stands in the field. */
  to: string;
  faults: Faults;
};

/** One tag, on all tips that have it: told first how many these are. */
export function TagPage({ frame, viewer, tag, others, to, faults }: TagProps) {
  const labels = frame.words.staff.tagList;
  return (
    <DeskPage frame={frame} title={tag.name} viewer={viewer} room="tags">
      <p class="small">
        <a href={staffPaths.tags()}>{labels.title}</a>
      </p>
      <h1>
        <bdi>{tag.name}</bdi>
      </h1>
      <p>
        <a href={staffPaths.list({ view: 'all', tag: tag.name })}>{labels.on(tag.count, tag.isMore)}</a>
      </p>
      <section class="part" aria-labelledby="rename">
        <h2 id="rename">{labels.rename}</h2>
        <form class="fields" method="post" action={staffPaths.tags()}>
          <input type="hidden" name="tag" value={tag.name} />
          <div class="field">
            <label for="to">{labels.name}</label>
            <p class="quiet small" id="to-hint">
              {labels.mergeHint}
            </p>
            <input
              id="to"
              name="to"
              value={to}
              list="others"
              autocomplete="off"
              {...faultOf('to', faults, 'to-hint')}
            />
            <datalist id="others">
              {others.map(name => (
                <option key={name} value={name} />
              ))}
            </datalist>
            <FieldFault field="to" faults={faults} />
          </div>
          <div class="actions">
            <button class="button" type="submit">
              {labels.save(tag.count, tag.isMore)}
            </button>
          </div>
        </form>
      </section>
      <Removal {...{ frame, tag, faults }} />
    </DeskPage>
  );
}

const Removal = ({ frame, tag, faults }: Pick<TagProps, 'frame' | 'tag' | 'faults'>) => {
  const labels = frame.words.staff.tagList;
  return (
    <section class="part" aria-labelledby="removal">
      <h2 id="removal">{labels.remove}</h2>
      <form class="fields" method="post" action={staffPaths.tags()}>
        <input type="hidden" name="tag" value={tag.name} />
        <input type="hidden" name="remove" value="on" />
        <label class="choice">
          <input type="checkbox" name="sure" required {...faultOf('sure', faults)} />
          <span>{labels.sure(tag.count, tag.isMore)}</span>
        </label>
        <FieldFault field="sure" faults={faults} />
        <div class="actions">
          <button class="button danger" type="submit">
            {labels.removeAll}
          </button>
        </div>
      </form>
    </section>
  );
};
