import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { TotpSetup } from '../../../src/staff/second-factor/totp.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { QrCode, type QrDrawing } from '../../reader/official.tsx';
import { DeskPage } from '../desk-page.tsx';

type NewAppProps = {
  frame: Frame;
  viewer: Viewer;
  app: TotpSetup;
  qr: QrDrawing;
  /** The secret as it waits for its first code. */
  setup: string;
  fault: string | null;
};

export function NewAppPage({ frame, viewer, app, qr, setup, fault }: NewAppProps) {
  const words = frame.words.staff.secondFactor.newApp;
  return (
    <DeskPage frame={frame} title={words.title} viewer={viewer}>
      <div class="asked">
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <QrCode qr={qr} name={words.qr} />
        <p>
          <a href={app.uri}>{words.open}</a>
        </p>
        <p class="quiet">{words.byHand}</p>
        <p class="actions">
          <code {...VERBATIM}>{inFours(app.key)}</code>
          <CopyButton class="button plain compact" text={app.key} words={words}>
            <span>{words.copy}</span>
          </CopyButton>
        </p>
        {fault !== null && (
          <p class="notice error" role="alert" id="fault">
            <Icon name="alert" size={20} />
            <span>{fault}</span>
          </p>
        )}
        <form class="fields" method="post" action={staffPaths.addApp}>
          <input type="hidden" name="setup" value={setup} />
          <AppCode words={words} isWrong={fault !== null} />
          <div class="actions">
            <button class="button" type="submit">
              {words.send}
            </button>
            <a class="button plain" href={staffPaths.secondFactor()}>
              {words.cancel}
            </a>
          </div>
        </form>
      </div>
    </DeskPage>
  );
}

type AppCodeProps = { words: Frame['words']['staff']['secondFactor']['newApp']; isWrong: boolean };

const AppCode = ({ words, isWrong }: AppCodeProps) => (
  <div>
    <label for="code">{words.code}</label>
    <p class="hint" id="code-hint">
      {words.codeHint}
    </p>
    <input
      id="code"
      name="code"
      type="text"
      inputMode="numeric"
      autocomplete="one-time-code"
      maxLength={20}
      required
      autofocus={isWrong}
      aria-describedby={isWrong ? 'fault code-hint' : 'code-hint'}
      {...(isWrong && { 'aria-invalid': true })}
    />
  </div>
);

/** Easier to type from, and apps take no notice of the spaces. */
const inFours = (key: string) => key.replace(/.{4}(?=.)/g, '$& ');
