import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { FileFacts } from './file-facts.tsx';
import { FileWays } from './file-ways.tsx';
import type { ShownFile } from './shown-file.ts';

type LargeProps = {
  frame: Frame;
  viewer: Viewer;
  tip: number;
  back: { back?: string };
  file: ShownFile;
  /** Nobody has asked to see it. */
  isCovered: boolean;
  /** The tip's pictures next to this one. */
  before: ShownFile | null;
  after: ShownFile | null;
};

/** A picture as large as the window, with the ways to have it; a click on it gives its full size. */
export function LargePicturePage({ frame, viewer, tip, back, file, isCovered, before, after }: LargeProps) {
  const { files: labels, tip: tipLabels } = frame.words.staff;
  return (
    <DeskPage frame={frame} title={file.shortName} viewer={viewer}>
      <p class="back">
        <a href={staffPaths.tipFiles(tip, back)}>← {tipLabels.title(tip)}</a>
      </p>
      <h1>
        <bdi>{file.shortName}</bdi>
      </h1>
      <FileFacts words={frame.words} file={file} lang={frame.lang} />
      {isCovered ? (
        <p class="preview tile">
          <Icon name="eye" />
          <span>
            {labels.covered}{' '}
            <a href={staffPaths.largePicture(tip, file.id, { ...back, show: '1' })}>{labels.uncover}</a>
          </span>
        </p>
      ) : (
        <a class="large" href={`${file.copy}?show=1`} aria-label={labels.fullSize(file.shortName)}>
          <img src={`${file.copy}?show=1`} alt={file.shortName} />
        </a>
      )}
      <FileWays words={frame.words} file={file} />
      {(before !== null || after !== null) && (
        <nav class="pages" aria-label={labels.otherPictures}>
          {before !== null && (
            <a href={staffPaths.largePicture(tip, before.id, back)} rel="prev">
              ← {labels.before} <bdi class="unseen">{before.shortName}</bdi>
            </a>
          )}
          {after !== null && (
            <a href={staffPaths.largePicture(tip, after.id, back)} rel="next">
              {labels.after} → <bdi class="unseen">{after.shortName}</bdi>
            </a>
          )}
        </nav>
      )}
    </DeskPage>
  );
}
