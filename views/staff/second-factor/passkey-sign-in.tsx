import { staffPaths } from '../../../src/paths.ts';
import type { Frame } from '../../parts/layout.tsx';
import { PasskeyButton } from './passkey-button.tsx';

/** Signs in by a passkey alone; without one nothing of it shows. */
export const PasskeySignIn = ({ frame, next }: { frame: Frame; next: string }) => (
  <form class="fields" method="post" action={staffPaths.passkeySignIn({ next })}>
    <PasskeyButton
      words={frame.words}
      act="use"
      options={staffPaths.passkeySignIn()}
      into="passkey"
      class="button plain"
    >
      {frame.words.staff.secondFactor.passkeys.use}
    </PasskeyButton>
  </form>
);
