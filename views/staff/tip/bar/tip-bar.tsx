import { exactTime } from '../../../../src/i18n/dates.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import { keyed } from '../../../../src/keys.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { ShownKeptTip, ShownTip } from '../../../../src/tips/folder.ts';
import type { StepName } from '../../../../src/tips/states.ts';
import { AlsoHere } from '../../live/also-here.tsx';
import { OpenedText } from '../../opened.tsx';
import { OutcomeBadge, TalkEndBadge } from '../../outcome.tsx';
import { calledOf } from '../../person.tsx';
import { StateMark } from '../../state-mark.tsx';
import type { Clock } from '../../time.tsx';
import { TurnMark } from '../../turn-mark.tsx';
import { TIP_FORM } from '../form-ids.ts';
import { ArticleLink, type LinkedArticle } from '../said/tip-message.tsx';
import { Closing, type ClosingProps } from './tip-closing.tsx';
import { type ShownPlace, TipPlace } from './tip-place.tsx';

type BarProps = Pick<ClosingProps, 'beside' | 'outcomes' | 'kept'> & {
  words: Words;
  clock: Clock;
  tip: ShownTip;
  back: { back?: string };
  steps: readonly StepName[];
  /** Of what was published; its article is null where it does not open. */
  publication: { article: LinkedArticle | null } | null;
  /** The tip that this one is closed as a duplicate of. */
  duplicateOf: number | null;
  place: ShownPlace | null;
};

/** The way back, where the tip stands, and what can be done: at the top on any screen, and first for the keyboard. */
export function TipBar({ tip, publication, duplicateOf, place, ...bar }: BarProps) {
  const { words, back } = bar;
  return (
    <div class="bar">
      <TipPlace words={words} number={tip.number} back={back} place={place} />
      <AlsoHere words={words} number={tip.number} />
      {tip.kept && <State {...bar} tip={tip} />}
      {duplicateOf !== null && (
        <p class="small">
          <a href={staffPaths.tip(duplicateOf, back)}>{words.staff.closing.sameAs(duplicateOf)}</a>
        </p>
      )}
      {publication !== null && (
        <p class="small publication">
          {words.staff.closing.publication}:{' '}
          {publication.article === null ? (
            <OpenedText words={words} text={null} />
          ) : (
            <ArticleLink article={publication.article} />
          )}
        </p>
      )}
    </div>
  );
}

/** Its buttons send the form that the note is in, so that what was typed there goes along. */
function State({
  words,
  clock,
  tip,
  back,
  steps,
  ...closing
}: Omit<BarProps, 'publication' | 'duplicateOf' | 'place'> & { tip: ShownKeptTip }) {
  const { tip: labels } = words.staff;
  return (
    <section class="state-bar" aria-labelledby="state">
      <h2 id="state" class="unseen">
        {labels.state}
      </h2>
      <p>
        <StateMark state={tip.state.is} words={words} />{' '}
        <span class="quiet small">{sinceWhen(words, clock, tip)}</span>
        {tip.turn !== null && (
          <>
            {' '}
            <TurnMark turn={tip.turn} words={words} />
          </>
        )}
        {tip.outcome !== null && (
          <>
            {' '}
            <OutcomeBadge words={words} outcome={tip.outcome} />
          </>
        )}
        <TalkEndBadge words={words} tip={tip} />
      </p>
      <div class="actions on-screen">
        {/* Enter in the article's line would press the form's first button, whatever that does: this one does nothing. */}
        <button type="submit" form={TIP_FORM} hidden disabled />
        {steps.map((step, index) =>
          step === 'closure' ? (
            <Closing key={step} words={words} number={tip.number} back={back} {...closing} />
          ) : (
            <button
              key={step}
              // Where there is a choice, what comes first is what is mostly done.
              class={`button ${index === 0 && steps.length > 1 ? '' : 'plain '}compact`}
              type="submit"
              form={TIP_FORM}
              formAction={staffPaths.step(tip.number, step, back)}
              formNoValidate
              {...(step === 'opening' && keyed('assignToMe'))}
            >
              {labels.steps[step]}
            </button>
          ),
        )}
      </div>
    </section>
  );
}

function sinceWhen(
  { staff: { tip: labels } }: Words,
  { lang, timeZone }: Clock,
  { state }: ShownKeptTip,
): string {
  const [by, since] = [state.by === null ? '' : calledOf(state.by), exactTime(state.since, lang, timeZone)];
  return typeof state.is === 'string' ? labels.since[state.is](by, since) : `${by} · ${since}`;
}
