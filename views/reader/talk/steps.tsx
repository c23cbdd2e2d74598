import type { ComponentChildren } from 'preact';
import { exactTime } from '../../../src/i18n/dates.ts';
import type { Words } from '../../../src/i18n/words.ts';
import type { ReaderTip } from '../../../src/tips/talk/read-talk.ts';
import type { Frame } from '../../parts/layout.tsx';

type StepsProps = { frame: Frame; tip: ReaderTip; timeZone: string; article: string | null };

type Ends = Words['reader']['talk']['ends'];

/** How far it has come, in four plain steps. */
export function Steps({ frame, tip, timeZone, article }: StepsProps) {
  const { talk } = frame.words.reader;
  const { steps } = talk;
  const at = (time: number) => exactTime(time, frame.lang, timeZone);
  // Of what was not used nobody is told that it was true.
  const isChecked = tip.end?.outcome === 'used' && tip.isTaken;
  return (
    <section class="card sheet" aria-labelledby="state">
      <h2 class="unseen" id="state">
        {talk.state}
      </h2>
      <ol class="steps">
        <Step is="past" words={talk} title={steps.arrived}>
          {at(tip.receivedAt)}
          {tip.fileCount > 0 && ` · ${talk.filesCount(tip.fileCount)}`}
        </Step>
        {tip.read !== null && (
          <Read words={talk} at={tip.read.at === null ? null : at(tip.read.at)} tip={tip} />
        )}
        {tip.end === null ? (
          <Step is={tip.isTaken ? 'here' : 'ahead'} words={talk} title={steps.checking} />
        ) : (
          isChecked && <Step is="past" words={talk} title={steps.checked} />
        )}
        {tip.end === null ? (
          <Step is="ahead" words={talk} title={steps.end}>
            {steps.endHint}
          </Step>
        ) : (
          <Step is="here" words={talk} title={endIn(talk.ends, tip.end.outcome)}>
            {at(tip.end.at)}
            {article !== null && (
              <>
                {' · '}
                <a href={article} rel="noreferrer noopener nofollow">
                  {talk.article}
                </a>
              </>
            )}
          </Step>
        )}
      </ol>
    </section>
  );
}

type ReadProps = { words: Words['reader']['talk']; at: string | null; tip: ReaderTip };

const Read = ({ words, at, tip }: ReadProps) =>
  at === null && tip.end === null ? (
    <Step is="here" words={words} title={words.steps.unread} />
  ) : (
    <Step is="past" words={words} title={words.steps.read}>
      {at ?? false}
    </Step>
  );

/** Nobody is told that they are taken for a sender of rubbish. */
const endIn = (ends: Ends, outcome: NonNullable<ReaderTip['end']>['outcome']): string =>
  new Map<unknown, string>(Object.entries(ends)).get(outcome) ?? ends.other;

type StepProps = {
  is: 'past' | 'here' | 'ahead';
  words: Words['reader']['talk'];
  title: string;
  children?: ComponentChildren;
};

const Step = ({ is, words, title, children }: StepProps) => (
  <li class={is} aria-current={is === 'here' ? 'step' : undefined}>
    <span class="dot" aria-hidden="true">
      {is === 'past' ? '✓' : ''}
    </span>
    <div>
      <strong>{title}</strong>
      {is === 'past' && <span class="unseen"> ({words.steps.past})</span>}
      {children !== undefined && children !== false && <p class="quiet small">{children}</p>}
    </div>
  </li>
);
