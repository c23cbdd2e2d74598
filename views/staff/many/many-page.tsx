import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { DeskPage } from '../desk-page.tsx';
import { ManyFields, type ManyFieldsProps } from './many-fields.tsx';

type ManyPageProps = ManyFieldsProps & {
  frame: Frame;
  viewer: Viewer;
  /** The tips that it is about. */
  numbers: readonly number[];
  /** The list that all of them are, by its address; null: they were chosen one by one. */
  all: string | null;
  asOf: number | null;
  next: number | null;
  back: { back?: string };
};

/** Tells how many tips are about to be changed, asks what is still to be said, and what was said wrong. */
export function ManyPage(props: ManyPageProps) {
  const { frame, viewer, name, numbers, all, asOf, next, back } = props;
  const { many } = frame.words.staff;
  const title = many.ask[name](numbers.length);
  return (
    <DeskPage frame={frame} title={title} viewer={viewer}>
      <div class="asked">
        <h1>{title}</h1>
        <p>{many.askLead}</p>
        {all === null && <Numbers {...props} />}
        <form class="fields" method="post" action={staffPaths.changes(back)}>
          {all === null ? (
            <input type="hidden" name="numbers" value={numbers.join(',')} />
          ) : (
            <input type="hidden" name="all" value={all} />
          )}
          {asOf !== null && <input type="hidden" name="as_of" value={asOf} />}
          {next !== null && <input type="hidden" name="next" value={next} />}
          <input type="hidden" name="change" value={name} />
          <input type="hidden" name="sure" value="on" />
          <ManyFields {...props} />
        </form>
        <p>
          <a href={staffPaths.list(new URLSearchParams(back.back))}>{many.back}</a>
        </p>
      </div>
    </DeskPage>
  );
}

/** More would fill the page. */
const MOST_NAMED = 20;

function Numbers({ frame, numbers, back }: ManyPageProps) {
  const { many } = frame.words.staff;
  const [named, more] = [numbers.slice(0, MOST_NAMED), numbers.length - MOST_NAMED];
  return (
    <p class="quiet">
      {many.askNumbers}:{' '}
      {named.map((number, index) => (
        <>
          {index > 0 && ', '}
          <a href={staffPaths.tip(number, back)} {...VERBATIM}>
            {number}
          </a>
        </>
      ))}
      {more > 0 && `, ${many.more(more)}`}
    </p>
  );
}
