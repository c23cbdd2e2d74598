import { staffPaths } from '../../src/paths.ts';
import type { Viewer } from '../../src/staff/access.ts';
import type { ShownKeptTip } from '../../src/tips/folder.ts';
import type { Frame } from '../parts/layout.tsx';
import { DeskPage } from './desk-page.tsx';
import { OpenedText } from './opened.tsx';

type ForgetProps = {
  frame: Frame;
  viewer: Viewer;
  tip: ShownKeptTip;
  back: { back?: string };
  /** How many there are. */
  contacts: number;
  notes: number;
  /** The button was pressed before the box was ticked. */
  notConfirmed: boolean;
};

/** Says in words what will be gone and what stays, before anything is. */
export function ForgetPage({ frame, viewer, tip, back, contacts, notes, notConfirmed }: ForgetProps) {
  const { forget } = frame.words.staff;
  const title = forget.title(tip.number);
  const files = tip.files.length + tip.sentFiles.length;
  const goes = [
    forget.text,
    ...(contacts > 0 ? [forget.contacts(contacts)] : []),
    ...(files > 0 ? [forget.files(files)] : []),
    ...(notes > 0 ? [forget.notes(notes)] : []),
    forget.drafts,
    forget.mails,
  ];
  return (
    <DeskPage frame={frame} title={title} viewer={viewer}>
      <div class="asked">
        <h1>{title}</h1>
        <p class="quoted">
          <bdi>
            <OpenedText words={frame.words} text={tip.headline} />
          </bdi>
        </p>
        <p>
          <strong>{forget.lead}</strong>
        </p>
        <h2>{forget.goes}</h2>
        <ul>
          {goes.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <h2>{forget.stays}</h2>
        <ul>
          <li>{forget.numberAndHistory}</li>
        </ul>
        <p class="quiet">{forget.elsewhere}</p>
        <Confirmation frame={frame} tip={tip} back={back} notConfirmed={notConfirmed} />
      </div>
    </DeskPage>
  );
}

type ConfirmationProps = Pick<ForgetProps, 'frame' | 'tip' | 'back' | 'notConfirmed'>;

function Confirmation({ frame, tip, back, notConfirmed }: ConfirmationProps) {
  const { forget } = frame.words.staff;
  const fault = notConfirmed
    ? ({ 'aria-invalid': true, 'aria-describedby': 'confirmed-fault', autofocus: true } as const)
    : {};
  return (
    <form method="post" action={staffPaths.forgetting(tip.number, back)}>
      <input type="hidden" name="version" value={tip.version} />
      <label class="choice">
        <input type="checkbox" name="confirmed" required {...fault} />
        {forget.confirm(tip.number)}
      </label>
      {notConfirmed && (
        <p class="fault" id="confirmed-fault">
          {forget.confirmFirst}
        </p>
      )}
      <div class="actions">
        <button class="button danger" type="submit">
          {forget.send}
        </button>
        <a class="button plain" href={staffPaths.tip(tip.number, back)}>
          {forget.cancel}
        </a>
      </div>
    </form>
  );
}
