import { formatSize } from '../../i18n/size.ts';
import { element, fill, make, say } from '../dom.ts';
import { type ChosenList, type ChosenListSetup, focusRow, totalSize } from './chosen-list.ts';
import { createFilesInHand, type FilesInHand } from './files-in-hand.ts';
import { type KeptUpload, keepUploads, keptUploads } from './kept-uploads.ts';

type PlainList = ChosenList & {
  /** Shows what a reload has left, where nothing else will. */
  draw(): void;
  /** Why it cannot be sent as it is, in words; empty when it can. */
  fault(): string;
  /** Hands its files over to another list, which draws them anew. */
  release(): readonly File[];
};

type Entry = File | KeptUpload;

/**
 * Files that travel in the form's body: until the uploads are loaded, and where a browser fails to load them. What a reload
 * has left of uploads stands in it too: what is finished is sent, and what is not must be chosen again.
 */
export function createPlainList(setup: ChosenListSetup): PlainList {
  const { words, announce } = setup;
  const drawAll = () => drawRows(entries(), { ...setup, inHand }, remove);
  const inHand = createFilesInHand({
    ...setup,
    onChange() {
      drawAll();
      setup.onList();
    },
  });
  const entries = (): Entry[] => [...keptUploads(), ...inHand.all()];
  const draw = () => {
    if (shownCount() !== entries().length) drawAll();
  };
  const dropKeptOne = (upload: KeptUpload) => {
    dropKept(upload, setup);
    drawAll();
    setup.onList();
  };
  const drop = (entry: Entry) => (entry instanceof File ? inHand.drop(entry) : dropKeptOne(entry));
  const remove = (entry: Entry) => {
    const place = entries().findIndex(other => isSame(entry, other));
    drop(entry);
    announce(fill(words.removed, { name: entry.name }));
    focusRow(place);
  };
  return {
    listed: entries,
    add: inHand.add,
    takeOut(which) {
      const taken = entries().filter(which);
      taken.forEach(drop);
      return taken.map(entry => ({ name: entry.name, file: entry instanceof File ? entry : null }));
    },
    draw,
    anyUnkept: () => inHand.all().length > 0,
    anyUnderWay: () => false,
    async ready({ signal }) {
      draw();
      return inHand.readable(signal);
    },
    fault: () => faultOf(inHand.all(), setup),
    putInto: body => append(inHand.all(), body),
    whatIsLost: async () => null,
    // Left there, they would go with the next tip.
    end: () => keepUploads([]),
    release: () => inHand.takeAll(),
  };
}

/** A file of which a part was uploaded and that is not there to be sent whole. */
function faultOf(chosen: readonly File[], { words }: ChosenListSetup): string {
  const missing = keptUploads().find(kept => !kept.isDone && !chosen.some(file => isLike(kept, file)));
  return missing === undefined ? '' : fill(words.halfSent, { name: missing.name });
}

function append(chosen: readonly File[], body: FormData): void {
  for (const { url, isDone } of keptUploads()) if (isDone && url !== null) body.append('uploads', url);
  for (const file of chosen) body.append('files', file);
}

function dropKept(upload: KeptUpload, { removeAtServer }: ChosenListSetup): void {
  keepUploads(keptUploads().filter(kept => !isSame(upload, kept)));
  if (upload.url !== null) removeAtServer(upload.url);
}

/** How many there are, and of what size in all. */
export function inAll(
  listed: readonly { size: number }[],
  { words, lang }: Pick<ChosenListSetup, 'words' | 'lang'>,
) {
  return fill(words.chosen, { count: listed.length, size: formatSize(totalSize(listed), lang) });
}

const shownCount = () => element('chosen', HTMLUListElement).children.length;

type RowSetup = ChosenListSetup & { inHand: FilesInHand };

function drawRows(entries: readonly Entry[], setup: RowSetup, onRemove: (entry: Entry) => void): void {
  const list = element('chosen', HTMLUListElement);
  list.replaceChildren(...entries.map(entry => row(entry, setup, () => onRemove(entry))));
  list.hidden = entries.length === 0;
  say(element('chosen-total', HTMLElement), entries.length > 1 ? inAll(entries, setup) : '');
}

const isLike = (one: Entry, other: Entry) => one.name === other.name && one.size === other.size;

/** What is kept is read anew each time, so that it is known by what it says. */
function isSame(one: Entry, other: Entry): boolean {
  if (!isLike(one, other)) return false;
  if (one instanceof File) return other instanceof File && one.lastModified === other.lastModified;
  return !(other instanceof File) && one.digest === other.digest;
}

function row(
  entry: Entry,
  { words, lang, inHand, isCleaned }: RowSetup,
  onRemove: () => void,
): HTMLLIElement {
  const isHalf = !(entry instanceof File) && !entry.isDone;
  const fault = entry instanceof File ? inHand.faultOf(entry) : undefined;
  const size = formatSize(entry.size, lang);
  const note = isCleaned(entry) ? `${size} · ${words.cleaning.done}` : size;
  const whole = isHalf ? words.uploads.chooseAgain : note;
  const said = fault === undefined ? whole : words.uploads.failures[fault];
  const button = make('button', 'button plain compact', { type: 'button', textContent: words.remove });
  button.setAttribute('aria-label', fill(words.removeFile, { name: entry.name }));
  button.addEventListener('click', onRemove);
  const item = make('li');
  item.append(
    make('span', 'file-name', { textContent: entry.name }),
    make('span', 'hint', { textContent: said }),
    button,
  );
  return item;
}
