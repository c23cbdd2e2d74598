import type { Viewer } from '../../src/staff/viewer.ts';
import type { ShownFile } from '../../src/web/admin/shown-file.ts';
import type { Frame } from '../layout.tsx';
import { DeskPage } from './desk-page.tsx';

type LockedProps = { frame: Frame; viewer: Viewer; tip: number; file: ShownFile };

/** Says in words what an infected file may do, before anybody has it. */
export function LockedFilePage({ frame, viewer, tip, file }: LockedProps) {
  const { locked } = frame.words.desk.files;
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
        <form method="post" action={file.download}>
          <div class="actions">
            <button class="button danger" type="submit">
              {locked.send}
            </button>
            <a class="button plain" href={`/admin/tips/${tip}#files`}>
              {locked.cancel}
            </a>
          </div>
        </form>
      </div>
    </DeskPage>
  );
}
