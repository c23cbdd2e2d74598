import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { DeskPage } from '../desk-page.tsx';

type WrittenProps = {
  frame: Frame;
  viewer: Viewer;
  /** Null where there is none to show, or no more. */
  call: { number: number; receipt: string } | null;
  /** Whether the viewer sees the tip. */
  isSeen: boolean;
};

/** What is read out to whoever is still on the phone. */
export function WrittenPage({ frame, viewer, call, isSeen }: WrittenProps) {
  const { written } = frame.words.staff.calls;
  const title = call === null ? written.nothing : written.title;
  return (
    <DeskPage frame={frame} title={title} viewer={viewer} room="calls">
      <h1>{title}</h1>
      {call === null ? (
        <p>{written.nothingHint}</p>
      ) : (
        <>
          <p>{written.lead}</p>
          <Receipt frame={frame} {...call} />
          <p>
            {isSeen ? (
              <a class="button plain" href={staffPaths.tip(call.number)}>
                {written.open}
              </a>
            ) : (
              written.notYours
            )}
          </p>
          <p class="quiet small">{written.once}</p>
        </>
      )}
      <p>
        <a href={staffPaths.calls()}>{written.another}</a>
      </p>
    </DeskPage>
  );
}

/** In groups, and each letter as it is said on the phone: F and S sound alike. */
function Receipt({ frame, number, receipt }: { frame: Frame; number: number; receipt: string }) {
  const { calls, spelling } = frame.words.staff;
  const groups = receipt.split('-');
  return (
    <section class="part read-out" aria-labelledby="read-out">
      <dl class="facts">
        <div>
          <dt>{calls.written.number}</dt>
          <dd>{number}</dd>
        </div>
      </dl>
      <h2 id="read-out">{calls.written.code}</h2>
      <p class="code" {...VERBATIM}>
        {receipt.split(/(?<=-)/).map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </p>
      <h3>{calls.written.spelled}</h3>
      <ol class="spelled">
        {groups.map((group, index) => (
          <li key={index}>
            <b {...VERBATIM}>{group}</b>{' '}
            <span>{[...group].map(letter => spelling[letter] ?? letter).join(' · ')}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
