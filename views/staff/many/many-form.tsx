import type { ComponentChildren } from 'preact';
import { staffPaths } from '../../../src/paths.ts';
import { ManyBar, type ManyBarProps } from './many-bar.tsx';

type ManyFormProps = ManyBarProps & {
  back: { back?: string };
  /** When the list was read, milliseconds since 1970. */
  now: number;
  /** The rows, each with its box. */
  children: ComponentChildren;
};

/** Around the rows of a list: what is ticked in them goes along with whatever is pressed. */
export const ManyForm = ({ back, now, children, ...bar }: ManyFormProps) => (
  <form class="many" id="many" method="post" action={staffPaths.changes(back)}>
    {/* Enter in a line would press the form's first button, whatever that does: this one does nothing. */}
    <button type="submit" hidden disabled />
    <input type="hidden" name="as_of" value={now} />
    <input type="hidden" name="counted" value="" />
    <input type="hidden" name="next" value="" />
    {children}
    <ManyBar {...bar} />
  </form>
);
