import { readerPaths } from '../../../src/paths.ts';
import type { Frame } from '../../parts/layout.tsx';

/** Closes the talk on this device. */
export const Leave = ({ frame }: { frame: Frame }) => (
  <form class="leaving" method="post" action={readerPaths.tipLeave}>
    <input type="hidden" name="lang" value={frame.lang} />
    <button class="button plain" type="submit">
      {frame.words.reader.talk.leave}
    </button>
    <p class="hint">{frame.words.reader.talk.leaveHint}</p>
  </form>
);
