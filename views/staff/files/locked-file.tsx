import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import type { ShownFile } from './shown-file.ts';

type LockedProps = { frame: Frame; viewer: Viewer; tip: number; back: { back?: string }; file: ShownFile };

/** Says in words what an infected file may do, before anybody has it. */
export function LockedFilePage({ frame, viewer, tip, back, file }: LockedProps) {
  const { locked } = frame.words.staff.files;
  return (
    <DeskPage frame={frame} title={locked.title} viewer={viewer}>
      <div class="asked">
        <h1>{locked.title}</h1>
        <p class="quoted">
          <bdi>{file.name}</bdi>
        </p>
        <p>
          <strong>{locked.lead}</strong>
        </p>
        {file.scan.is === 'infected' && <p>{locked.found(file.scan.signature)}</p>}
        <p>{locked.advice}</p>
        <form method="post" action={file.warning}>
          <div class="actions">
            <button class="button danger" type="submit">
              {locked.send}
            </button>
            <a class="button plain" href={staffPaths.tipFiles(tip, back)}>
              {locked.cancel}
            </a>
          </div>
        </form>
      </div>
    </DeskPage>
  );
}
