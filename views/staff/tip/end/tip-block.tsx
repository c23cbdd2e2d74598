import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { KeptTip } from '../../../../src/tips/tip.ts';
import { TIP_FORM } from '../form-ids.ts';

type BlockProps = {
  words: Words;
  tip: Pick<KeptTip, 'number' | 'talkEnded'>;
  back: { back?: string };
};

/** Keeps its reader from adding to it, and lets them again. */
export function BlockTalk({ words, tip: { number, talkEnded }, back }: BlockProps) {
  const { block: labels } = words.staff;
  const press = { type: 'submit', form: TIP_FORM, name: 'on', formNoValidate: true } as const;
  const formAction = staffPaths.block(number, back);
  if (talkEnded === 'closed')
    return (
      <div class="blocked">
        <p class="small">{labels.blocked}</p>
        <button class="button plain compact on-screen" {...press} value="" formAction={formAction}>
          {labels.release}
        </button>
      </div>
    );
  if (talkEnded !== null) return null;
  return (
    <details class="folded on-screen">
      <summary class="button plain compact">{labels.open}</summary>
      <div class="fields">
        <p class="quiet small">{labels.hint}</p>
        <button class="button danger compact" {...press} value="on" formAction={formAction}>
          {labels.place}
        </button>
      </div>
    </details>
  );
}
