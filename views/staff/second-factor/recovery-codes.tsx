import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { DeskPage } from '../desk-page.tsx';

type RecoveryCodesProps = {
  frame: Frame;
  viewer: Viewer;
  codes: readonly string[];
  /** They come with the account's first factor. */
  isFirst: boolean;
};

/** The only time that they are shown. */
export function RecoveryCodesPage({ frame, viewer, codes, isFirst }: RecoveryCodesProps) {
  const words = frame.words.staff.secondFactor.recovery;
  return (
    <DeskPage frame={frame} title={words.newTitle} viewer={viewer}>
      <div class="asked">
        <h1>{words.newTitle}</h1>
        {isFirst && (
          <p class="notice good" role="status">
            <Icon name="check" size={20} />
            <span>{words.ended}</span>
          </p>
        )}
        <p>{words.newLead}</p>
        <ul class="recovery-codes">
          {codes.map(code => (
            <li key={code}>
              <code {...VERBATIM}>{code}</code>
            </li>
          ))}
        </ul>
        <div class="actions">
          <a class="button" href={staffPaths.secondFactor()}>
            {words.kept}
          </a>
          <CopyButton class="button plain" text={codes.join('\n')} words={words}>
            <span>{words.copy}</span>
          </CopyButton>
        </div>
      </div>
    </DeskPage>
  );
}
