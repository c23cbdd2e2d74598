import { exactTime } from '../../../../src/i18n/dates.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import type { Forgetting } from '../../../../src/tips/end/proof.ts';
import { VERBATIM } from '../../../parts/verbatim.ts';
import { Name } from '../../name.tsx';
import type { Clock } from '../../time.tsx';

/** How a tip went: by whom or by which rule, what was destroyed, and whether all of it is. */
export function TipProof({
  words,
  clock,
  forgetting,
}: {
  words: Words;
  clock: Clock;
  forgetting: Forgetting;
}) {
  const labels = words.staff.proof;
  const { by, rule, proof } = forgetting;
  if (proof === null) return null;
  const rows = Object.values(proof.counts).reduce((sum, count) => sum + count, 0);
  return (
    <section class="part" aria-labelledby="proof">
      <h2 id="proof">{labels.title}</h2>
      <p>
        {by !== null && labels.by(by)}
        {rule !== null && <Name words={words} names={labels.rules} word={rule} />}
      </p>
      <p>
        {labels.rows(rows)} · {labels.files(proof.files.length)}
      </p>
      <p>
        {proof.provedAt === null
          ? labels.owed
          : labels.proved(exactTime(proof.provedAt, clock.lang, clock.timeZone))}
      </p>
      <p class="quiet small">
        {labels.digest}: <code {...VERBATIM}>{proof.digest}</code>
      </p>
    </section>
  );
}
