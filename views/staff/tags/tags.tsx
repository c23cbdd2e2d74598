import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import type { ShownCount } from '../list/list-bar.ts';

/** With how many tips have it. */
export type ShownTag = { name: string } & ShownCount;

type TagsProps = { frame: Frame; viewer: Viewer; tags: readonly ShownTag[] };

/** All tags, each with how many tips have it: the count leads to these, the name to what can be done with it. */
export function TagsPage({ frame, viewer, tags }: TagsProps) {
  const labels = frame.words.staff.tagList;
  return (
    <DeskPage frame={frame} title={labels.title} viewer={viewer} room="tags">
      <h1>{labels.title}</h1>
      <p class="quiet">{labels.lead}</p>
      {tags.length === 0 ? (
        <p class="nothing">{labels.none}</p>
      ) : (
        <ul class="topics">
          {tags.map(({ name, count, isMore }) => (
            <li key={name}>
              <p>
                <a href={staffPaths.tags({ tag: name })}>
                  <bdi>{name}</bdi>
                </a>
              </p>
              <p class="quiet small">
                <a
                  href={staffPaths.list({ view: 'all', tag: name })}
                  aria-label={labels.show(name, count, isMore)}
                >
                  {labels.tips(count, isMore)}
                </a>
              </p>
            </li>
          ))}
        </ul>
      )}
    </DeskPage>
  );
}
