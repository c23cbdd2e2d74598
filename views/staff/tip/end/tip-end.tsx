import { exactTime, lengthInDays } from '../../../../src/i18n/dates.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { TipAction } from '../../../../src/staff/access.ts';
import type { TipFolder } from '../../../../src/tips/folder.ts';
import type { Clock } from '../../time.tsx';
import type { Beside } from '../bar/tip-closing.tsx';
import { PlaceHold } from './tip-hold.tsx';

type EndProps = {
  words: Words;
  clock: Clock;
  back: { back?: string };
  beside: Beside;
  folder: TipFolder;
  /** What the viewer may do with it. */
  allowed: readonly TipAction[];
};

/** Forgetting, by itself and by hand, and what keeps from it. */
export function End({ words, clock, back, beside, folder: { tip, hold, going }, allowed }: EndProps) {
  const { number } = tip;
  const { retention } = words.staff;
  if (hold !== null) return <p class="quiet small">{words.staff.hold.notForgettable}</p>;
  return (
    <>
      {going !== null && (
        <p class="quiet small">
          {going.due > clock.now
            ? retention.goesBy(exactTime(going.due, clock.lang, clock.timeZone))
            : retention.goesSoon}{' '}
          ({retention.rules[going.rule](lengthInDays(going.kept, clock.lang))})
        </p>
      )}
      {allowed.includes('hold') && <PlaceHold words={words} number={number} back={back} beside={beside} />}
      {allowed.includes('forget') && (
        <p>
          <a class="button danger compact" href={staffPaths.forgetting(number, back)}>
            {words.staff.tip.forget}
          </a>
        </p>
      )}
    </>
  );
}
