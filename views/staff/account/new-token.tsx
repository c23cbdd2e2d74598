import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { DeskPage } from '../desk-page.tsx';

type NewTokenProps = { frame: Frame; viewer: Viewer; name: string; token: string };

/** The only time that it is shown. */
export function NewTokenPage({ frame, viewer, name, token }: NewTokenProps) {
  const words = frame.words.staff.account.tokens;
  return (
    <DeskPage frame={frame} title={words.newTitle} viewer={viewer}>
      <div class="asked">
        <h1>{words.newTitle}</h1>
        <p>{words.newLead(name)}</p>
        <p>
          <code {...VERBATIM}>{token}</code>
        </p>
        <div class="actions">
          <CopyButton class="button" text={token} words={words}>
            <span>{words.copy}</span>
          </CopyButton>
          <a class="button plain" href={staffPaths.account()}>
            {words.back}
          </a>
        </div>
      </div>
    </DeskPage>
  );
}
