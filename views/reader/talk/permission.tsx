import type { KeptFor } from '../../../src/i18n/dates.ts';
import { readerPaths } from '../../../src/paths.ts';
import type { Permission as Answer } from '../../../src/tips/tip.ts';
import type { Frame } from '../../parts/layout.tsx';

type PermissionProps = { frame: Frame; number: number; permission: Answer | null; kept: KeptFor };

const ANSWERS: readonly Answer[] = ['yes', 'unnamed', 'no'];

/** Whether photos and films may be used: three answers that are ready. */
export function Permission({ frame, number, permission, kept }: PermissionProps) {
  const { talk, form } = frame.words.reader;
  const words = talk.permission;
  return (
    <section class="own" aria-labelledby="permission">
      <h2 id="permission">{words.title}</h2>
      <p>{permission === null ? words.none : words.now(words.answers[permission])}</p>
      <p class="hint">{form.consentMediaText(form.retention(kept))}</p>
      <form class="answers" method="post" action={readerPaths.tipPermission}>
        <input type="hidden" name="lang" value={frame.lang} />
        <input type="hidden" name="tip" value={number} />
        {ANSWERS.map(answer => (
          <button
            key={answer}
            class="button plain compact"
            type="submit"
            name="use"
            value={answer}
            aria-pressed={answer === permission}
          >
            {words.answers[answer]}
          </button>
        ))}
      </form>
    </section>
  );
}
