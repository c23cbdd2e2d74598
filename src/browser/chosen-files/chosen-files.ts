import { formatSize } from '../../i18n/size.ts';
import { element, fill, say } from '../dom.ts';
import { unlessCancelled } from '../timing.ts';
import {
  type ChosenFiles,
  type ChosenList,
  type ChosenListSetup,
  type TakenOut,
  totalSize,
  type Wait,
} from './chosen-list.ts';
import { createCurrentList } from './current-list.ts';
import { startFilePicker } from './file-picker.ts';
import { createPhotoCleaner, type PhotoCleaner } from './photo-cleaner.ts';
import { inAll } from './plain-list.ts';

type Setup = Omit<ChosenListSetup, 'onList' | 'isCleaned'> & {
  /** Where the code is that uploads, and the code that cleans photos. */
  code: { uploads: string; cleaning: string };
  onChange: () => void;
};

/** What was chosen, and what is wrong with it. */
export function createChosenFiles({ code, onChange, ...setup }: Setup): ChosenFiles {
  const input = element('files', HTMLInputElement);
  const line = createFaultLine(input, setup);
  const onList = () => {
    line.draw(list.listed());
    tellCount(input, list.listed());
    onChange();
  };
  // Safari takes a list without bullets for a group.
  element('chosen', HTMLUListElement).setAttribute('role', 'list');
  const cleaner = createPhotoCleaner(code.cleaning, setup.words.cleaning);
  const list = createCurrentList(code.uploads, { ...setup, onList, isCleaned: cleaner.isCleaned });
  const tellAll = () => setup.announce(line.faults(list.listed()) || inAll(list.listed(), setup));
  const cleaning = cleanBeforeListing(cleaner, list, refused => {
    line.refuseToo(refused);
    line.draw(list.listed());
    onChange();
    tellAll();
  });
  startFilePicker(input, (files, folders) => {
    line.refuse(files, folders);
    element('choose-again', HTMLElement).hidden = true;
    const taken = files.filter(file => file.size <= setup.limits.fileSize);
    if (cleaner.isOn()) return cleaning.take(taken.map(file => ({ name: file.name, file })));
    list.add(taken);
    tellAll();
  });
  return {
    ...list,
    any: () => list.listed().length > 0 || cleaning.isAtWork(),
    ready: async wait => (await cleaning.isRefused(wait)) || list.ready(wait),
    release() {
      cleaning.release();
      list.release();
    },
    end() {
      list.end();
      cleaner.end();
    },
    fault: () => cleaning.fault() || faultOfAll(list.listed(), setup) || list.fault(),
  };
}

/**
 * With the box ticked no file enters the list that was not cleaned, and what stands in it is cleaned or taken out. “Send” waits
 * for that, and fails where a file could not be: the reader would think that it went along.
 */
function cleanBeforeListing(
  cleaner: PhotoCleaner,
  list: ChosenList,
  tell: (refused: readonly string[]) => void,
) {
  let work: Promise<void> = Promise.resolve();
  let atWork = 0;
  let refusals: readonly string[] = [];
  const take = (taken: readonly TakenOut[]) => {
    atWork += 1;
    work = Promise.all([work, cleaner.clean(taken)]).then(([, { files, refused }]) => {
      atWork -= 1;
      refusals = [...refusals, ...refused];
      if (files.length > 0) list.add(files);
      tell(refused);
    });
  };
  let isSending = false;
  cleaner.onSwitchedOn(() => take(list.takeOut(file => !cleaner.isCleaned(file))));
  return {
    take,
    isAtWork: () => atWork > 0,
    async isRefused({ signal }: Wait) {
      if (!isSending) refusals = [];
      isSending = true;
      await unlessCancelled(signal, work);
      return !signal.aborted && refusals.length > 0;
    },
    fault: () => (isSending ? refusals.join('\n') : ''),
    release() {
      isSending = false;
    },
  };
}

/**
 * The input was emptied into the list, and a screen reader would read “no file chosen” over three of them: it is given
 * stand-ins without content, which are never sent.
 */
function tellCount(input: HTMLInputElement, listed: readonly { name: string }[]): void {
  const standIns = new DataTransfer();
  for (const { name } of listed) standIns.items.add(new File([], name));
  input.files = standIns.files;
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
    refuseToo(sentences: readonly string[]) {
      refused = [refused, ...sentences].filter(Boolean).join('\n');
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
  const size = totalSize(listed);
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
