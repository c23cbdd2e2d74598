import { formatSize } from '../i18n/size.ts';
import type { ChosenList, ChosenListSetup } from './chosen-list.ts';
import { element, fill, say } from './dom.ts';
import { type KeptUpload, keepUploads, keptUploads } from './uploads/kept-uploads.ts';

export type PlainList = ChosenList & {
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
  let chosen: File[] = [];
  const entries = (): Entry[] => [...keptUploads(), ...chosen];
  const show = () => {
    drawRows(entries(), setup, remove);
    setup.onList();
  };
  const draw = () => {
    const isDrawn = element('chosen', HTMLUListElement).children.length === entries().length;
    if (!isDrawn) drawRows(entries(), setup, remove);
  };
  const remove = (entry: Entry) => {
    const place = entries().findIndex(other => isSame(entry, other));
    if (entry instanceof File) chosen = chosen.filter(file => file !== entry);
    else dropKept(entry, setup);
    show();
    announce(fill(words.removed, { name: entry.name }));
    focusRow(place);
  };
  return {
    listed: entries,
    add(files) {
      chosen = [...chosen, ...files.filter(file => !chosen.some(other => isSame(file, other)))];
      show();
    },
    draw,
    anyUnkept: () => chosen.length > 0,
    anyUnderWay: () => false,
    async ready() {
      draw();
      return true;
    },
    fault() {
      const missing = keptUploads().find(kept => !kept.isDone && !chosen.some(file => isLike(kept, file)));
      return missing === undefined ? '' : fill(words.halfSent, { name: missing.name });
    },
    putInto(body) {
      for (const { url, isDone } of keptUploads()) if (isDone && url !== null) body.append('uploads', url);
      for (const file of chosen) body.append('files', file);
    },
    whatIsLost: async () => null,
    // Left there, they would go with the next tip.
    end: () => keepUploads([]),
    release() {
      const released = chosen;
      chosen = [];
      return released;
    },
  };
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
  const size = listed.reduce((sum, file) => sum + file.size, 0);
  return fill(words.chosen, { count: listed.length, size: formatSize(size, lang) });
}

function drawRows(entries: readonly Entry[], setup: ChosenListSetup, onRemove: (entry: Entry) => void): void {
  const list = element('chosen', HTMLUListElement);
  list.replaceChildren(...entries.map(entry => row(entry, setup, () => onRemove(entry))));
  list.hidden = entries.length === 0;
  say(element('chosen-total', HTMLElement), entries.length > 1 ? inAll(entries, setup) : '');
}

/**
 * The focus must not fall off the page with the row that went: it goes to the next one, or back to the
 * button.
 */
function focusRow(place: number): void {
  const buttons = element('chosen', HTMLUListElement).querySelectorAll('button');
  (buttons[Math.min(place, buttons.length - 1)] ?? element('files', HTMLInputElement)).focus();
}

const isLike = (one: Entry, other: Entry) => one.name === other.name && one.size === other.size;

/** What is kept is read anew each time, so that it is known by what it says. */
function isSame(one: Entry, other: Entry): boolean {
  if (!isLike(one, other)) return false;
  if (one instanceof File) return other instanceof File && one.lastModified === other.lastModified;
  return !(other instanceof File) && one.digest === other.digest;
}

function row(entry: Entry, { words, lang }: ChosenListSetup, onRemove: () => void): HTMLLIElement {
  const name = Object.assign(document.createElement('span'), {
    className: 'file-name',
    textContent: entry.name,
  });
  const isHalf = !(entry instanceof File) && !entry.isDone;
  const size = Object.assign(document.createElement('span'), {
    className: 'hint',
    textContent: isHalf ? words.uploads.chooseAgain : formatSize(entry.size, lang),
  });
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button plain compact',
    textContent: words.remove,
  });
  button.setAttribute('aria-label', fill(words.removeFile, { name: entry.name }));
  button.addEventListener('click', onRemove);
  const item = document.createElement('li');
  item.append(name, size, button);
  return item;
}
