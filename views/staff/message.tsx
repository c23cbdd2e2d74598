import { staffPaths } from '../../src/paths.ts';
import type { Frame } from '../parts/layout.tsx';
import { OutsidePage } from './desk-page.tsx';

/** What a person reads instead of the page. */
export function MessagePage({ frame, title, text }: { frame: Frame; title?: string; text: string }) {
  const { page } = frame.words.staff;
  return (
    <OutsidePage frame={frame} title={title ?? page.sorry}>
      <p>{text}</p>
      <p>
        <a href={staffPaths.list()}>{page.toList}</a>
      </p>
    </OutsidePage>
  );
}
