import type { Words } from '../../../src/i18n/words.ts';
import type { EarlierTip } from '../../../src/tips/calls/earlier-tips.ts';
import { OpenedText } from '../opened.tsx';
import { Ago, type Clock } from '../time.tsx';

type EarlierProps = { words: Words; clock: Clock; tips: readonly EarlierTip[]; chosen: string };

/** Tips of the same number, to go on with one of them. */
export function EarlierTips({ words, clock, tips, chosen }: EarlierProps) {
  const { calls } = words.staff;
  if (tips.length === 0) return <p role="status">{calls.earlierNone}</p>;
  return (
    <fieldset>
      <legend>{calls.earlier}</legend>
      <label class="choice">
        <input
          type="radio"
          name="tip"
          value=""
          checked={!tips.some(({ number }) => String(number) === chosen)}
        />
        <span>{calls.aNewTip}</span>
      </label>
      {tips.map(({ number, headline, receivedAt }) => (
        <label key={number} class="choice">
          <input type="radio" name="tip" value={number} checked={String(number) === chosen} />
          <span>
            {calls.moreOf(number)} · <OpenedText words={words} text={headline} />{' '}
            <span class="quiet small">
              <Ago at={receivedAt} clock={clock} />
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
