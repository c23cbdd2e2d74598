import type { ComponentChildren } from 'preact';
import { dayIn, exactTime } from '../../../../src/i18n/dates.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import type { ShownCall } from '../../../../src/tips/calls/call-note.ts';
import { Name } from '../../name.tsx';
import { Person } from '../../person.tsx';
import type { Clock } from '../../time.tsx';

/** What staff noted of a call beside what was said. */
export function CallFacts({ words, clock, call }: { words: Words; clock: Clock; call: ShownCall }) {
  const { calls } = words.staff;
  const { kind, direction, taker, started, consent, place, happened } = call;
  const said: [string, string | null][] = [
    [calls.shown.place, place],
    [calls.shown.happened, happened],
    [calls.shown.consent, consent],
  ];
  return (
    <dl class="facts call-facts" aria-label={calls.shown.about}>
      <Row term={calls.shown.by}>
        <span>
          {taker === null ? calls.shown.unknownTaker : <Person person={taker} />} ·{' '}
          <Name words={words} names={calls.kinds} word={kind} />
          {direction !== null && (
            <>
              {' · '}
              <Name words={words} names={calls.directions} word={direction} />
            </>
          )}
        </span>
      </Row>
      {started !== null && (
        <Row term={kind === 'call' ? calls.shown.when : calls.shown.whenOther}>{spanOf(call, clock)}</Row>
      )}
      {said.map(([term, text]) =>
        text === null ? null : (
          <Row key={term} term={term}>
            <bdi>{text}</bdi>
          </Row>
        ),
      )}
      {call.told && (
        <div>
          <dd class="quiet small">{calls.shown.told}</dd>
        </div>
      )}
    </dl>
  );
}

/** From when to when; to the minute, as it was typed, and the day once. */
function spanOf({ started, ended }: ShownCall, { lang, timeZone }: Clock): string {
  const said = (at: number) => exactTime(at, lang, timeZone);
  if (started === null) return '';
  if (ended === null || said(ended) === said(started)) return said(started);
  const [first, last] = [dayIn(started, lang, timeZone), dayIn(ended, lang, timeZone)];
  return `${said(started)} – ${first.day === last.day ? last.clock : said(ended)}`;
}

const Row = ({ term, children }: { term: string; children: ComponentChildren }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);
