import { element, fill } from '../dom.ts';
import { createLoader, inTime } from '../load-code.ts';
import type { FormWords } from '../page-data.ts';
import { sessionValue } from '../session/session-value.ts';
import type { TakenOut } from './chosen-list.ts';

type Named = { name: string; size: number };

/** By name and size, so that a reload knows them still. */
const kept = sessionValue<readonly string[]>('cleaned');
const keyOf = ({ name, size }: Named) => `${size} ${name}`;

type Cleaned = { files: readonly File[]; refused: readonly string[] };

export type PhotoCleaner = {
  /** Whether the reader wants place and device out of what is chosen. */
  isOn(): boolean;
  onSwitchedOn(work: () => void): void;
  isCleaned(file: Named): boolean;
  /** Gives back those that could be cleaned, and of all others a sentence: they are not to be sent as they are. */
  clean(files: readonly TakenOut[]): Promise<Cleaned>;
  /** The tip has arrived: nothing is kept. */
  end(): void;
};

/** Its code is loaded from `href` with the first file that it is to clean. */
export function createPhotoCleaner(href: string, words: FormWords['cleaning']): PhotoCleaner {
  const box = element('clean', HTMLInputElement);
  const cleaned = new Set(kept.read() ?? []);
  const loadCode = createLoader<{ cleanFile(file: File): Promise<File | null> }>(href);
  const cleanOne = async ({ name, file }: TakenOut): Promise<File | string> => {
    if (file === null) return fill(words.chooseAgain, { name });
    // The list tells why it is empty.
    if (file.size === 0) return file;
    const code = await inTime(loadCode()).catch(() => null);
    if (code === null) return fill(words.notNow, { name });
    return (await code.cleanFile(file)) ?? fill(words.cannot, { name });
  };
  return {
    isOn: () => box.checked,
    onSwitchedOn: work =>
      box.addEventListener('change', () => {
        if (box.checked) work();
      }),
    isCleaned: file => cleaned.has(keyOf(file)),
    async clean(taken) {
      const results = await Promise.all(taken.map(cleanOne));
      const files = results.filter(result => result instanceof File);
      for (const file of files) cleaned.add(keyOf(file));
      if (files.length > 0) kept.write([...cleaned]);
      return { files, refused: results.filter(result => typeof result === 'string') };
    },
    end: () => kept.write(null),
  };
}
