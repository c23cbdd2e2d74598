import { fill } from '../dom.ts';
import type { FormWords } from '../form-data.ts';
import { type FileUpload, isToBeChosen, isUnderWay, percentOf } from './file-upload.ts';
import { iconOf } from './icons.ts';
import { previewOf } from './preview.ts';
import { type Going, type Speech, sizeOf, stateOf } from './sentences.ts';

export type RowActs = {
  pause(upload: FileUpload): void;
  goOn(upload: FileUpload): void;
  remove(upload: FileUpload): void;
  /** Opens the browser's own choice of files. */
  choose(): void;
};

export type Row = {
  item: HTMLLIElement;
  removing: HTMLButtonElement;
  draw(going: Going): void;
};

type RowSetup = { upload: FileUpload; words: FormWords; speech: Speech; acts: RowActs };

/** One file of the list. Its parts keep their places whatever their words, so that nothing jumps under a finger. */
export function createRow({ upload, words, speech, acts }: RowSetup): Row {
  const { name } = upload;
  const item = make('li', 'upload');
  const thumb = make('span', 'thumb');
  const size = make('span', 'hint size');
  const bar = make('progress', '', { max: 100 });
  const percent = make('span', 'hint percent');
  const phrases = [make('span', ''), make('span', '')] as const;
  const state = make('p', 'hint state');
  const turning = make('button', 'button plain compact turning', { type: 'button' });
  const removing = make('button', 'button plain compact', { type: 'button', textContent: words.remove });
  // Not by `ariaLabel`, which Firefox before 119 does not know.
  bar.setAttribute('aria-label', fill(speech.words.bar, { name }));
  removing.setAttribute('aria-label', fill(words.removeFile, { name }));
  const actions = make('div', 'actions');
  state.append(...phrases);
  actions.append(turning, removing);
  const named = make('span', 'file-name', { textContent: name, title: name });
  item.append(thumb, named, size, bar, percent, state, actions);
  turning.addEventListener('click', () => {
    if (isUnderWay(upload)) acts.pause(upload);
    else if (isToBeChosen(upload)) acts.choose();
    else acts.goOn(upload);
  });
  removing.addEventListener('click', () => acts.remove(upload));
  const showPreview = createThumb(thumb, upload);

  return {
    item,
    removing,
    draw(going) {
      const [what, howLong] = stateOf(upload, going, speech);
      item.dataset['state'] = upload.state.is;
      write(size, sizeOf(upload, speech));
      bar.value = shownPercent(upload);
      write(percent, fill(speech.words.percent, { percent: bar.value }));
      write(phrases[0], what);
      write(phrases[1], howLong);
      drawTurning(turning, removing, { upload, isBeyond: going.isBeyond, speech });
      showPreview();
    },
  };
}

/** What has left the phone may not be there yet. */
const shownPercent = ({ state, arrived, size }: FileUpload) =>
  state.is === 'done' ? 100 : Math.min(99, percentOf(arrived, size));

type Turning = { upload: FileUpload; isBeyond: boolean; speech: Speech };

/** Pause, go on, try again, choose again: one button in one place. */
function drawTurning(button: HTMLButtonElement, next: HTMLButtonElement, turning: Turning): void {
  const { upload, speech } = turning;
  const label = labelOf(turning);
  // The focus must not fall off the page with its button.
  if (label === null && button === document.activeElement) next.focus();
  button.hidden = label === null;
  if (label === null) return;
  write(button, speech.words[label]);
  button.setAttribute('aria-label', fill(speech.words[`${label}File`], { name: upload.name }));
}

function labelOf({ upload, isBeyond, speech }: Turning): 'pause' | 'goOn' | 'tryAgain' | 'choose' | null {
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
      return state.why === 'tooLarge' && size > speech.limits.fileSize ? null : 'tryAgain';
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

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  rest: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), { className }, rest);
}

/** Writing what stands there already would be read aloud and selected anew. */
function write(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}
