import { type FormFields, uploadIds } from '../../../channels/form/fields.ts';
import type { Faults } from '../../../errors.ts';
import { type Attached, findUploaded } from '../../../tips/intake/attached.ts';
import type { TipFile } from '../../../tips/tip.ts';
import type { ReaderContext } from '../context.ts';

/** All files of a post: those in its body, and those that it names as uploaded. The limits hold for both together. */
export async function attachedTo(
  context: ReaderContext,
  taken: readonly TipFile[],
  fields: FormFields,
): Promise<{ attached: Attached; faults: Faults }> {
  // A URL that is none of ours is a fault of the form, told with its others.
  const uploaded = await findUploaded(context, uploadIds(fields) ?? []);
  if (uploaded === null) {
    const faults: Faults = { uploads: { code: 'unknown-upload' } };
    return { attached: { taken, uploaded: [] }, faults };
  }
  return {
    attached: { taken, uploaded },
    faults: faultsOfAll([...taken, ...uploaded], context.settings.limits),
  };
}

function faultsOfAll(files: readonly TipFile[], limits: { fileCount: number; fileTotal: number }): Faults {
  if (files.length > limits.fileCount)
    return { uploads: { code: 'too-many-files', limit: limits.fileCount } };
  let total = 0;
  for (const { name, size } of files) {
    total += size;
    if (total > limits.fileTotal)
      return { uploads: { code: 'files-too-large', name, limit: limits.fileTotal } };
  }
  return {};
}
