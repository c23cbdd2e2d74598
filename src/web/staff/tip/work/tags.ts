import { Refusal } from '../../../../errors.ts';
import { readTags } from '../../../../tips/tags/tag.ts';
import { changeTags } from '../../../../tips/work/tags.ts';
import type { StaffContext } from '../../context.ts';
import { tipNumber } from '../../forms.ts';
import type { StaffRequest } from '../../request.ts';
import { changeTip, sendFaults } from '../tip-page.tsx';
import { keepTyped, typedOf, without } from '../typed.ts';
import { tagFields } from './shown-tags.ts';

/** `add`, `remove`: many, with commas between or each by itself. */
export async function tags(context: StaffContext, request: StaffRequest): Promise<void> {
  const { version, add, remove, tags_add: typed } = tagFields.parse(request.raw.body ?? {});
  const changed = {
    // Whoever takes one off goes on typing another.
    add: readTags(remove.length > 0 ? add : [...add, ...typed]),
    remove: readTags(remove),
  };
  const all = typedOf(request);
  await keepTyped(context, request, remove.length > 0 ? all : without(all, 'tags_add'));
  try {
    await changeTip(context, request, () =>
      changeTags(context, request.viewer, { number: tipNumber(request), version, ...changed }),
    );
  } catch (error) {
    if (!(error instanceof Refusal) || Object.keys(error.faults).length === 0) throw error;
    await sendFaults(context, request, error.faults);
  }
}
