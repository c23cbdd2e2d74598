import type { Faults } from '../../errors.ts';
import { type Attached, findUploaded } from '../../tips/attached.ts';
import { type FormFields, uploadIds } from '../../tips/submission.ts';
import type { TipFile } from '../../tips/tip.ts';
import type { ReaderDoor } from './door.ts';

/** All files of a post: those in its body, and those that it names as uploaded. The limits hold for both together. */
export async function attachedTo(
  { desk, config }: ReaderDoor,
  taken: readonly TipFile[],
  fields: FormFields,
): Promise<{ attached: Attached; faults: Faults }> {
  // A URL that is none of ours is a fault of the form, told with its others.
  const uploaded = await findUploaded(desk, uploadIds(fields) ?? []);
  if (uploaded === null) {
    const faults: Faults = { uploads: words => words.errors.form.unknownUpload };
    return { attached: { taken, uploaded: [] }, faults };
  }
  return { attached: { taken, uploaded }, faults: faultsOfAll([...taken, ...uploaded], config.limits) };
}

function faultsOfAll(files: readonly TipFile[], limits: { fileCount: number; fileTotal: number }): Faults {
  if (files.length > limits.fileCount)
    return { uploads: words => words.errors.form.tooManyFiles(limits.fileCount) };
  let total = 0;
  for (const { name, size } of files) {
    total += size;
    if (total > limits.fileTotal)
      return { uploads: words => words.errors.form.totalTooLarge(name, limits.fileTotal) };
  }
  return {};
}
