import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { ShownKeptTip } from '../../../../src/tips/folder.ts';
import type { Draft } from '../../../../src/tips/tip.ts';
import { At, type Clock } from '../../time.tsx';
import { NONE } from '../choice.tsx';
import { RemoveDraft } from './remove-draft.tsx';

type OthersProps = {
  words: Words;
  clock: Clock;
  tip: ShownKeptTip;
  back: { back?: string };
  drafts: readonly Draft[];
};

/** Kept beside the one in the field. Taking another up keeps what is in the field. */
export function OtherDrafts({ words, clock, tip, back, drafts }: OthersProps) {
  const { tip: labels } = words.staff;
  if (drafts.length === 0) return null;
  return (
    <div>
      <h3>{labels.otherDrafts}</h3>
      <ul class="notes">
        {drafts.map(({ id, revision, at, text, beside }) => (
          <li key={id}>
            <p class="quiet small">
              <At at={at} clock={clock} />
            </p>
            <div class="note" dir="auto">
              {typedIn({ text, beside }, words)}
            </div>
            <button
              class="link"
              type="submit"
              formAction={staffPaths.drafts(tip.number, { ...back, draft: id })}
              formNoValidate
            >
              {labels.takeUpDraft}
            </button>{' '}
            <RemoveDraft words={words} tip={tip} back={back} id={id} seen={revision} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is for the reader says so: nobody takes it up for a note. */
function typedIn({ text, beside }: Pick<Draft, 'text' | 'beside'>, { staff }: Words): string {
  const { toReader, way, ways } = staff.answering;
  const { messages_body: body, messages_way: chosen } = beside;
  const names: Readonly<Record<string, string>> = ways;
  const said = {
    ...beside,
    messages_body: body === '' ? '' : `${toReader}: ${body}`,
    messages_way: chosen === '' ? '' : `${way}: ${names[chosen] ?? chosen}`,
  };
  return [text, ...Object.values(said)].filter(typed => typed !== '' && typed !== NONE).join('\n');
}
