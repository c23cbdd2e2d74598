import type { Words } from '../../../../src/i18n/words.ts';
import { KEYS, keyed } from '../../../../src/keys.ts';
import { staffPaths } from '../../../../src/paths.ts';
import { FieldFault, faultOf } from '../../../parts/field-fault.tsx';
import type { Beside } from '../bar/tip-closing.tsx';
import { TIP_FORM } from '../form-ids.ts';
import { TipSubmit } from '../tip-submit.tsx';

/** `offered`: while one is typed. */
export type ShownTags = {
  present: readonly string[];
  offered: readonly string[];
  mayChange: boolean;
};

type TagsProps = {
  words: Words;
  number: number;
  back: { back?: string };
  tags: ShownTags;
  beside: Beside;
};

/** By what staff call the tip; a press on one's cross takes it off. */
export function TipTags({ words, number, back, tags, beside }: TagsProps) {
  const labels = words.staff.tags;
  const { present, mayChange } = tags;
  if (!mayChange && present.length === 0) return null;
  const action = staffPaths.tipTags(number, back);
  return (
    <section class="part" aria-labelledby="tags-title">
      <h2 id="tags-title">
        {labels.title}{' '}
        {mayChange && (
          <span class="cap" aria-hidden="true">
            {KEYS.tag.keys}
          </span>
        )}
      </h2>
      {present.length > 0 && (
        <ul class="tags">
          {present.map(name => (
            <li key={name}>
              <bdi>{name}</bdi>
              {mayChange && (
                <button
                  class="on-screen"
                  type="submit"
                  form={TIP_FORM}
                  name="remove"
                  value={name}
                  formAction={action}
                  formNoValidate
                  aria-label={labels.remove(name)}
                >
                  ×
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && <AddTag words={words} tags={tags} action={action} beside={beside} />}
      <FieldFault field="add" faults={beside.faults} />
    </section>
  );
}

type AddProps = Pick<TagsProps, 'words' | 'tags' | 'beside'> & { action: string };

function AddTag({ words, tags: { offered }, action, beside }: AddProps) {
  const labels = words.staff.tags;
  return (
    <div class="add-tag on-screen">
      <label for="tags-add" class="unseen">
        {labels.add}
      </label>
      <input
        id="tags-add"
        type="text"
        name="tags_add"
        form={TIP_FORM}
        list="tags-offered"
        {...keyed('tag')}
        autoComplete="off"
        placeholder={labels.hint}
        value={beside.tags_add}
        {...faultOf('add', beside.faults)}
      />
      <datalist id="tags-offered">
        {offered.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TipSubmit action={action} label={labels.addOne} />
    </div>
  );
}
