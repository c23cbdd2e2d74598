import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Factors } from '../../../src/staff/second-factor/factors.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { At, type Clock } from '../time.tsx';
import { OwnPasskeys } from './own-passkeys.tsx';

/** With so few left its owner is told to make others. */
const FEW = 3;

type SecondFactorProps = {
  frame: Frame;
  viewer: Viewer;
  clock: Clock;
  factors: Factors;
  /** Whether there is any. */
  isOn: boolean;
  /** Where passkeys work; null where there can be none. */
  host: string | null;
  done: 'app' | 'app-removed' | 'passkey' | 'passkey-removed' | null;
};

export function SecondFactorPage({ frame, viewer, clock, factors, isOn, host, done }: SecondFactorProps) {
  const words = frame.words.staff.secondFactor;
  return (
    <DeskPage frame={frame} title={words.title} viewer={viewer}>
      <p class="back small">
        <a href={staffPaths.account()}>{words.back}</a>
      </p>
      <h1>{words.title}</h1>
      {done !== null && (
        <p class="notice good" role="status">
          <Icon name="check" size={20} />
          <span>{words.done[done]}</span>
        </p>
      )}
      <p class="quiet">{words.lead}</p>
      {!isOn && <p>{words.off}</p>}
      <OwnPasskeys frame={frame} clock={clock} passkeys={factors.passkeys} host={host} />
      <App frame={frame} clock={clock} since={factors.appSince} />
      {isOn && <RecoveryCodes frame={frame} left={factors.codesLeft} />}
    </DeskPage>
  );
}

type AppProps = { frame: Frame; clock: Clock; since: number | null };

function App({ frame, clock, since }: AppProps) {
  const words = frame.words.staff.secondFactor.app;
  return (
    <section class="asked" aria-labelledby="app-title">
      <h2 id="app-title">{words.title}</h2>
      <p class="quiet">{words.lead}</p>
      <p>
        {since === null ? (
          words.none
        ) : (
          <>
            {words.since} <At at={since} clock={clock} />
          </>
        )}
      </p>
      <div class="actions">
        <form method="post" action={staffPaths.setUpApp}>
          <button class={since === null ? 'button' : 'button plain'} type="submit">
            {since === null ? words.add : words.replace}
          </button>
        </form>
        {since !== null && (
          <form method="post" action={staffPaths.removeApp}>
            <button class="button plain" type="submit">
              {words.remove}
            </button>
          </form>
        )}
      </div>
    </section>
  );
}

function RecoveryCodes({ frame, left }: { frame: Frame; left: number }) {
  const words = frame.words.staff.secondFactor.recovery;
  return (
    <section class="asked" aria-labelledby="recovery-title">
      <h2 id="recovery-title">{words.title}</h2>
      <p class="quiet">{words.lead}</p>
      <p>{left <= FEW ? <strong>{words.few(left)}</strong> : words.left(left)}</p>
      <form method="post" action={staffPaths.recoveryCodes}>
        <p class="hint">{words.remakeHint}</p>
        <div class="actions">
          <button class="button plain" type="submit">
            {words.remake}
          </button>
        </div>
      </form>
    </section>
  );
}
