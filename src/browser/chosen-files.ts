import { formatSize } from '../i18n/size.ts';
import { startChoosing } from './choosing.ts';
import type { ChosenList, ChosenListSetup } from './chosen-list.ts';
import { element, fill, say } from './dom.ts';
import { createPlainList, inAll } from './plain-list.ts';
import { keptUploads } from './uploads/kept-uploads.ts';

/** How long “Send” waits for the code of the uploads, in milliseconds, before the files travel in the form's body. */
const LOADING = 10_000;

export type ChosenFiles = Pick<ChosenList, 'ready' | 'putInto' | 'whatIsLost' | 'end'> & {
  any(): boolean;
  /** A reload would lose them without a word. */
  anyUnkept(): boolean;
  /** Why they cannot be sent as they are, in words; empty when they can. */
  fault(): string;
};

type Setup = Omit<ChosenListSetup, 'onList'> & { href: string; onChange: () => void };

/** What was chosen. With the first file the code that uploads is loaded; what it cannot do, the form's body does. */
export function createChosenFiles({ href, onChange, ...setup }: Setup): ChosenFiles {
  const input = element('files', HTMLInputElement);
  let refused = '';
  let count = 0;
  const faults = () => [refused, faultOfAll(list.listed(), setup)].filter(Boolean).join(' ');
  const onList = () => {
    if (list.listed().length < count) refused = '';
    count = list.listed().length;
    say(element('files-fault', HTMLElement), faults());
    if (faults() === '') input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
    onChange();
  };
  const plain = createPlainList({ ...setup, onList });
  let list: ChosenList = plain;
  let inHand: Promise<unknown> = Promise.resolve();

  const load = async () => {
    const { createUploads }: typeof import('./uploads/uploads.ts') = await import(href);
    if (list !== plain) return;
    list = createUploads({ ...setup, onList });
    await list.add(plain.release());
  };
  const add = async (files: readonly File[]) => {
    refused = tooLargeSentences(files, setup);
    element('choose-again', HTMLElement).hidden = true;
    await list.add(files.filter(file => file.size <= setup.limits.fileSize));
    setup.announce(faults() || inAll(list.listed(), setup));
    // One that fails to load is tried again with the next file.
    if (list === plain) await load().catch(() => {});
  };
  const begin = (work: Promise<unknown>) => {
    inHand = Promise.all([inHand, work]);
  };
  if (keptUploads().length > 0) begin(load().catch(() => {}));
  startChoosing(input, files => begin(add(files)));

  return {
    any: () => list.listed().length > 0,
    anyUnkept: () => list === plain && plain.listed().length > 0,
    fault: () => faultOfAll(list.listed(), setup),
    async ready() {
      await Promise.race([inHand, new Promise(resolve => setTimeout(resolve, LOADING))]);
      return list.ready();
    },
    putInto: body => list.putInto(body),
    whatIsLost: () => list.whatIsLost(),
    end: () => list.end(),
  };
}

function faultOfAll(
  listed: readonly { size: number }[],
  { words, limits, lang }: Pick<Setup, 'words' | 'limits' | 'lang'>,
): string {
  const tooMany = listed.length - limits.fileCount;
  if (tooMany > 0) return fill(words.tooMany, { limit: limits.fileCount, count: tooMany });
  const size = listed.reduce((sum, file) => sum + file.size, 0);
  if (size <= limits.fileTotal) return '';
  return fill(words.tooMuch, { size: formatSize(size, lang), limit: formatSize(limits.fileTotal, lang) });
}

const tooLargeSentences = (
  files: readonly File[],
  { words, limits, lang }: Pick<Setup, 'words' | 'limits' | 'lang'>,
) =>
  files
    .filter(file => file.size > limits.fileSize)
    .map(({ name }) => fill(words.tooLarge, { name, limit: formatSize(limits.fileSize, lang) }))
    .join(' ');
