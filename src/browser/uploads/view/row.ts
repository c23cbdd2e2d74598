import { fill, make } from '../../dom.ts';
import type { FormWords } from '../../page-data.ts';
import { type FileUpload, isToBeChosen, isUnderWay, percentOf } from '../file-upload.ts';
import { iconOf } from './icon.ts';
import { type Movement, sizeOf, stateOf, type Texts } from './messages.ts';
import { previewOf } from './preview.ts';

type RowActions = {
  pause(upload: FileUpload): void;
  resume(upload: FileUpload): void;
  remove(upload: FileUpload): void;
  /** Opens the browser's own choice of files. */
  choose(): void;
};

export type Row = {
  item: HTMLLIElement;
  draw(movement: Movement): void;
};

type RowSetup = { upload: FileUpload; words: FormWords; texts: Texts; actions: RowActions };

/** One file of the list. Its parts keep their places whatever their words, so that nothing jumps under a finger. */
export function createRow({ upload, words, texts, actions }: RowSetup): Row {
  const { name } = upload;
  const item = make('li', 'upload');
  const thumb = make('span', 'thumb');
  const named = make('span', 'file-name', { textContent: name, title: name });
  const size = make('span', 'hint size');
  const bar = make('progress', '', { max: 100 });
  const percent = make('span', 'hint percent');
  const phrases = [make('span'), make('span')] as const;
  const state = make('p', 'hint state');
  const [toggle, remove] = createButtons(upload, words, actions);
  const buttons = make('div', 'actions');
  // Not by `ariaLabel`, which Firefox before 119 does not know.
  bar.setAttribute('aria-label', fill(texts.words.bar, { name }));
  state.append(...phrases);
  buttons.append(toggle, remove);
  item.append(thumb, named, size, bar, percent, state, buttons);
  const showPreview = createThumb(thumb, upload);
  return {
    item,
    draw(movement) {
      const [what, howLong] = stateOf(upload, movement, texts);
      item.dataset['state'] = upload.state.is;
      write(size, sizeOf(upload, texts));
      bar.value = shownPercent(upload);
      write(percent, fill(texts.words.percent, { percent: bar.value }));
      write(phrases[0], what);
      write(phrases[1], howLong);
      drawToggle(toggle, remove, { upload, isBeyond: movement.isBeyond, texts });
      showPreview();
    },
  };
}

/** To pause and what else may be done, and to take it out. */
function createButtons(upload: FileUpload, words: FormWords, actions: RowActions) {
  const toggle = make('button', 'button plain compact turning', { type: 'button' });
  const remove = make('button', 'button plain compact', { type: 'button', textContent: words.remove });
  remove.setAttribute('aria-label', fill(words.removeFile, { name: upload.name }));
  toggle.addEventListener('click', () => {
    if (isUnderWay(upload)) actions.pause(upload);
    else if (isToBeChosen(upload)) actions.choose();
    else actions.resume(upload);
  });
  remove.addEventListener('click', () => actions.remove(upload));
  return [toggle, remove] as const;
}

/** What has left the phone may not be there yet. */
const shownPercent = ({ state, arrived, size }: FileUpload) =>
  state.is === 'done' ? 100 : size === 0 ? 0 : Math.min(99, percentOf(arrived, size));

type Toggle = { upload: FileUpload; isBeyond: boolean; texts: Texts };

/** Pause, go on, try again, choose again: one button in one place. */
function drawToggle(button: HTMLButtonElement, next: HTMLButtonElement, toggle: Toggle): void {
  const { upload, texts } = toggle;
  const label = labelOf(toggle);
  // The focus must not fall off the page with its button.
  if (label === null && button === document.activeElement) next.focus();
  button.hidden = label === null;
  if (label === null) return;
  write(button, texts.words[label]);
  button.setAttribute('aria-label', fill(texts.words[`${label}File`], { name: upload.name }));
}

function labelOf({ upload, isBeyond, texts }: Toggle): 'pause' | 'goOn' | 'tryAgain' | 'choose' | null {
  if (isToBeChosen(upload)) return 'choose';
  const { state, size } = upload;
  switch (state.is) {
    case 'waiting':
      return isBeyond ? null : 'pause';
    case 'uploading':
    case 'interrupted':
      return 'pause';
    case 'paused':
      return 'goOn';
    case 'failed':
      return state.why === 'tooLarge' && size > texts.limits.fileSize ? null : 'tryAgain';
    default:
      return null;
  }
}

/** An icon until there is a picture; a file that came back after a reload gets its own once it is chosen again. */
function createThumb(place: HTMLElement, upload: FileUpload): () => void {
  let shown: File | null = null;
  place.setAttribute('aria-hidden', 'true');
  place.append(iconOf(upload.type));
  return () => {
    const { state } = upload;
    // While it is read, it may turn out to be another file.
    if (state.is === 'to-be-chosen' || state.is === 'reading' || state.file === null) return;
    if (state.file === shown) return;
    shown = state.file;
    void previewOf(state.file).then(picture => picture && place.replaceChildren(picture));
  };
}

/** Writing what stands there already would be read aloud and selected anew. */
function write(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}
