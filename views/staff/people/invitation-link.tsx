import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { DeskPage } from '../desk-page.tsx';

/** `email`: of whom it is for. */
type LinkProps = { frame: Frame; viewer: Viewer; email: string; link: string };

/** The only time that it is shown. */
export function InvitationLinkPage({ frame, viewer, email, link }: LinkProps) {
  const { people } = frame.words.staff;
  return (
    <DeskPage frame={frame} title={people.link.title} viewer={viewer} room="people">
      <div class="asked">
        <h1>{people.link.title}</h1>
        <p>
          <strong {...VERBATIM}>{email}</strong>
        </p>
        <p>{people.link.lead}</p>
        <p>
          <code {...VERBATIM}>{link}</code>
        </p>
        <div class="actions">
          <CopyButton class="button" text={link} words={people.link}>
            <span>{people.link.copy}</span>
          </CopyButton>
          <a class="button plain" href={staffPaths.people()}>
            {people.toPeople}
          </a>
        </div>
      </div>
    </DeskPage>
  );
}
