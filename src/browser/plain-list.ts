import { formatSize } from '../i18n/size.ts';
import type { ChosenList, ChosenListSetup } from './chosen-list.ts';
import { element, fill, say } from './dom.ts';

export type PlainList = ChosenList & {
  /** Hands its files over to another list, which draws them anew. */
  release(): readonly File[];
};

/** Files that travel in the form's body: until the uploads are loaded, and where a browser fails to load them. */
export function createPlainList(setup: ChosenListSetup): PlainList {
  const { words, announce } = setup;
  let chosen: File[] = [];
  const show = () => {
    draw(chosen, setup, file => {
      const place = chosen.indexOf(file);
      chosen = chosen.filter(other => other !== file);
      show();
      announce(fill(words.removed, { name: file.name }));
      focusRow(place);
    });
    setup.onList();
  };
  return {
    listed: () => chosen,
    add(files) {
      chosen = [...chosen, ...files.filter(file => !chosen.some(other => isSame(file, other)))];
      show();
    },
    anyUnkept: () => chosen.length > 0,
    anyUnderWay: () => false,
    ready: async () => true,
    putInto(body) {
      for (const file of chosen) body.append('files', file);
    },
    whatIsLost: async () => null,
    end() {},
    release() {
      const released = chosen;
      chosen = [];
      return released;
    },
  };
}

/** How many there are, and of what size in all. */
export function inAll(
  listed: readonly { size: number }[],
  { words, lang }: Pick<ChosenListSetup, 'words' | 'lang'>,
) {
  const size = listed.reduce((sum, file) => sum + file.size, 0);
  return fill(words.chosen, { count: listed.length, size: formatSize(size, lang) });
}

function draw(chosen: readonly File[], setup: ChosenListSetup, onRemove: (file: File) => void): void {
  const list = element('chosen', HTMLUListElement);
  list.replaceChildren(...chosen.map(file => row(file, setup, () => onRemove(file))));
  list.hidden = chosen.length === 0;
  say(element('chosen-total', HTMLElement), chosen.length > 1 ? inAll(chosen, setup) : '');
}

/**
 * The focus must not fall off the page with the row that went: it goes to the next one, or back to the
 * button.
 */
function focusRow(place: number): void {
  const buttons = element('chosen', HTMLUListElement).querySelectorAll('button');
  (buttons[Math.min(place, buttons.length - 1)] ?? element('files', HTMLInputElement)).focus();
}

const isSame = (one: File, other: File) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

function row(file: File, { words, lang }: ChosenListSetup, onRemove: () => void): HTMLLIElement {
  const name = Object.assign(document.createElement('span'), {
    className: 'file-name',
    textContent: file.name,
  });
  const size = Object.assign(document.createElement('span'), {
    className: 'hint',
    textContent: formatSize(file.size, lang),
  });
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button plain compact',
    textContent: words.remove,
    ariaLabel: fill(words.removeFile, { name: file.name }),
  });
  button.addEventListener('click', onRemove);
  const item = document.createElement('li');
  item.append(name, size, button);
  return item;
}
