import { exactTime } from '../../src/i18n/dates.ts';
import type { Words } from '../../src/i18n/words.ts';
import type { KeptTip } from '../../src/tips/tip.ts';
import { StateMark } from './state-mark.tsx';
import type { Clock } from './time.tsx';

type StandingProps = { words: Words; clock: Clock; tip: KeptTip };

/** Where the tip stands, and the changes that can be made from there. */
export function Standing({ words, clock, tip }: StandingProps) {
  const { tip: labels } = words.desk;
  return (
    <section class="part" aria-labelledby="standing">
      <h2 id="standing">{labels.state}</h2>
      <p>
        <StateMark state={tip.state.is} words={words} />
      </p>
      <p class="quiet small">{sinceWhen(words, clock, tip)}</p>
      <div class="actions">
        {tip.state.is === 'new' && (
          <Change tip={tip} to="opening" label={labels.open} class="button compact" />
        )}
        {tip.state.is !== 'closed' && <Change tip={tip} to="closure" label={labels.close} />}
        {tip.state.is === 'closed' && <Change tip={tip} to="reopening" label={labels.reopen} />}
      </div>
    </section>
  );
}

function sinceWhen({ desk: { tip: labels } }: Words, { lang, timeZone }: Clock, { state }: KeptTip): string {
  if (state.is === 'new') return labels.newSince;
  const since = exactTime(state.since, lang, timeZone);
  return state.is === 'open' ? labels.openSince(state.by, since) : labels.closedSince(state.by, since);
}

type ChangeProps = { tip: KeptTip; to: 'opening' | 'closure' | 'reopening'; label: string; class?: string };

function Change({ tip, to, label, ...look }: ChangeProps) {
  return (
    <form method="post" action={`/admin/tips/${tip.number}/${to}`}>
      <input type="hidden" name="version" value={tip.version} />
      <button class={look.class ?? 'button plain compact'} type="submit">
        {label}
      </button>
    </form>
  );
}
