import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { CountedTag } from '../../../src/tips/tags/seen-tags.ts';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';

type TagsProps = { frame: Frame; viewer: Viewer; tags: readonly CountedTag[] };

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
          {tags.map(({ name, tips }) => (
            <li key={name}>
              <p>
                <a href={staffPaths.tags({ tag: name })}>
                  <bdi>{name}</bdi>
                </a>
              </p>
              <p class="quiet small">
                <a href={staffPaths.list({ view: 'all', tag: name })} aria-label={labels.show(name, tips)}>
                  {labels.tips(tips)}
                </a>
              </p>
            </li>
          ))}
        </ul>
      )}
    </DeskPage>
  );
}
