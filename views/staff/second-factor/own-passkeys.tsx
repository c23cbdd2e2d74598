import { staffPaths } from '../../../src/paths.ts';
import type { Passkey } from '../../../src/staff/second-factor/passkeys.ts';
import type { Frame } from '../../parts/layout.tsx';
import { Ago, At, type Clock } from '../time.tsx';
import { PasskeyButton } from './passkey-button.tsx';

type OwnPasskeysProps = {
  frame: Frame;
  clock: Clock;
  passkeys: readonly Passkey[];
  /** The host at which they work; null where there can be none. */
  host: string | null;
};

export function OwnPasskeys({ frame, clock, passkeys, host }: OwnPasskeysProps) {
  const words = frame.words.staff.secondFactor.passkeys;
  return (
    <section class="asked" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{words.title}</h2>
      <p class="quiet">{words.lead}</p>
      {passkeys.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="own">
          {passkeys.map(passkey => (
            <li key={passkey.id}>
              <OwnPasskey frame={frame} clock={clock} passkey={passkey} host={host} />
            </li>
          ))}
        </ul>
      )}
      {host === null ? <p>{words.noHost}</p> : <NewPasskey frame={frame} />}
    </section>
  );
}

type OwnPasskeyProps = Pick<OwnPasskeysProps, 'frame' | 'clock' | 'host'> & { passkey: Passkey };

function OwnPasskey({ frame, clock, passkey, host }: OwnPasskeyProps) {
  const words = frame.words.staff.secondFactor.passkeys;
  return (
    <>
      <p>
        <strong>{passkey.name}</strong>
        <br />
        <span class="quiet small">
          {words.added} <At at={passkey.addedAt} clock={clock} /> · {words.used}{' '}
          {passkey.usedAt === null ? words.never : <Ago at={passkey.usedAt} clock={clock} />}
          {passkey.host !== host && ` · ${words.elsewhere(passkey.host)}`}
        </span>
      </p>
      <form method="post" action={staffPaths.removePasskey}>
        <input type="hidden" name="id" value={passkey.id} />
        <button class="button plain compact" type="submit" aria-label={words.removeOf(passkey.name)}>
          {words.remove}
        </button>
      </form>
    </>
  );
}

function NewPasskey({ frame }: Pick<OwnPasskeysProps, 'frame'>) {
  const words = frame.words.staff.secondFactor.passkeys;
  return (
    <>
      <p class="without-passkeys">{words.noBrowser}</p>
      <form class="fields with-passkeys" method="post" action={staffPaths.addPasskey}>
        <div>
          <label for="passkey-name">{words.name}</label>
          <p class="hint" id="passkey-example">
            {words.example}
          </p>
          <input
            id="passkey-name"
            type="text"
            name="name"
            maxLength={100}
            required
            aria-describedby="passkey-example"
          />
        </div>
        <PasskeyButton
          words={frame.words}
          act="make"
          options={staffPaths.addPasskey}
          into="passkey"
          class="button"
        >
          {words.add}
        </PasskeyButton>
      </form>
    </>
  );
}
