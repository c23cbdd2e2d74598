import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';

type RemoveProps = {
  words: Words;
  tip: { number: number };
  back: { back?: string };
  id: string;
  seen: number;
};

/** Throws a draft away, in the revision that was shown. */
export const RemoveDraft = ({ words, tip, back, id, seen }: RemoveProps) => (
  <button
    class="link"
    type="submit"
    name="remove"
    value={`${id} ${seen}`}
    formAction={staffPaths.drafts(tip.number, back)}
    formNoValidate
  >
    {words.staff.tip.throwAway}
  </button>
);
