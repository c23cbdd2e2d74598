import { formatSize } from '../i18n/size.ts';
import { startChoosing } from './choosing.ts';
import type { ChosenList, ChosenListSetup } from './chosen-list.ts';
import { element, fill, say } from './dom.ts';
import { createPlainList, inAll } from './plain-list.ts';
import { pause, unlessCalledOff } from './time-limit.ts';
import { keptUploads } from './uploads/kept-uploads.ts';
import { createLoader } from './uploads-code.ts';

/** How long “Send” waits for the code of the uploads, in milliseconds, before the files travel in the form's body. */
const LOADING = 10_000;

export type ChosenFiles = Omit<ChosenList, 'listed' | 'add'> & {
  any(): boolean;
  /** Why they cannot be sent as they are, in words; empty when they can. */
  fault(): string;
  /** A sending has ended without success. */
  release(): void;
};

type Setup = Omit<ChosenListSetup, 'onList'> & { href: string; onChange: () => void };

/** What was chosen. With the first file the code that uploads is loaded; what it cannot do, the form's body does. */
export function createChosenFiles({ href, onChange, ...setup }: Setup): ChosenFiles {
  const input = element('files', HTMLInputElement);
  const line = createFaultLine(input, setup);
  const onList = () => {
    line.draw(list.listed());
    onChange();
  };
  const plain = createPlainList({ ...setup, onList });
  let list: ChosenList = plain;
  // What the form's body takes along must not go ahead of it as well, when the code comes at last.
  let isFixed = false;
  const loadCode = createLoader(href);
  const load = async () => {
    try {
      const createUploads = await loadCode();
      if (list !== plain || isFixed) return;
      list = createUploads({ ...setup, onList });
      list.add(plain.release());
    } catch {
      // Tried again with the next file, and by “Send”.
      plain.draw();
    }
  };
  if (keptUploads().length > 0) void load();
  startChoosing(input, (files, folders) => {
    line.refuse(files, folders);
    element('choose-again', HTMLElement).hidden = true;
    list.add(files.filter(file => file.size <= setup.limits.fileSize));
    setup.announce(line.faults(list.listed()) || inAll(list.listed(), setup));
    void load();
  });

  return {
    any: () => list.listed().length > 0,
    anyUnkept: () => list.anyUnkept(),
    anyUnderWay: () => list.anyUnderWay(),
    fault: () => faultOfAll(list.listed(), setup) || (isFixed && list === plain ? plain.fault() : ''),
    async ready(wait) {
      if (list === plain && list.listed().length > 0)
        await unlessCalledOff(wait.signal, Promise.race([load(), pause(LOADING)]));
      isFixed = true;
      return !wait.signal.aborted && list.ready(wait);
    },
    putInto: body => list.putInto(body),
    whatIsLost: () => list.whatIsLost(),
    release() {
      isFixed = false;
      if (list === plain && list.listed().length > 0) void load();
    },
    end: () => list.end(),
  };
}

/** What is said under the button: what was brought last and could not be taken, and what is wrong with all of them. */
function createFaultLine(input: HTMLInputElement, setup: Limited) {
  let refused = '';
  let count = 0;
  const faults = (listed: Listed) => [refused, faultOfAll(listed, setup)].filter(Boolean).join('\n');
  return {
    faults,
    refuse(files: readonly File[], folders: readonly string[]) {
      refused = refusalOf(files, folders, setup);
    },
    draw(listed: Listed) {
      if (listed.length < count) refused = '';
      count = listed.length;
      say(element('files-fault', HTMLElement), faults(listed));
      if (faults(listed) === '') input.removeAttribute('aria-invalid');
      else input.setAttribute('aria-invalid', 'true');
    },
  };
}

type Listed = readonly { size: number }[];

type Limited = Pick<Setup, 'words' | 'limits' | 'lang'>;

function faultOfAll(listed: Listed, { words, limits, lang }: Limited): string {
  const tooMany = listed.length - limits.fileCount;
  if (tooMany > 0) return fill(words.tooMany, { limit: limits.fileCount, count: tooMany });
  const size = listed.reduce((sum, file) => sum + file.size, 0);
  if (size <= limits.fileTotal) return '';
  return fill(words.tooMuch, { size: formatSize(size, lang), limit: formatSize(limits.fileTotal, lang) });
}

/** One line for each of what was brought and cannot be taken. */
function refusalOf(
  files: readonly File[],
  folders: readonly string[],
  { words, limits, lang }: Limited,
): string {
  const limit = formatSize(limits.fileSize, lang);
  const tooLarge = files.filter(file => file.size > limits.fileSize);
  return [
    ...tooLarge.map(({ name }) => fill(words.tooLarge, { name, limit })),
    ...folders.map(name => fill(words.folder, { name })),
  ].join('\n');
}
