import { focusRow } from '../../chosen-files/chosen-list.ts';
import { openFilePicker } from '../../chosen-files/file-picker.ts';
import { element, fill, say } from '../../dom.ts';
import type { FormWords } from '../../page-data.ts';
import { type FileUpload, interruptedBy, isUnderWay } from '../file-upload.ts';
import type { Queue } from '../queue/queue.ts';
import type { Speeds } from '../speeds.ts';
import { sentenceOfAll, type Texts } from './messages.ts';
import { createRow, type Row } from './row.ts';

type ListSetup = {
  words: FormWords;
  texts: Texts;
  speeds: Speeds;
  queue: Queue;
  announce: (text: string) => void;
};

type UploadList = {
  /** After a file came or went. */
  drawList(): void;
  /** After its state became another, which the line for all of them tells too. */
  drawState(upload: FileUpload): void;
  /** Its row alone. */
  drawOne(upload: FileUpload): void;
  /** What changes while they are under way. */
  drawNumbers(): void;
};

export function createUploadList({ words, texts, speeds, queue, announce }: ListSetup): UploadList {
  const list = element('chosen', HTMLUListElement);
  const rows = new Map<FileUpload, Row>();

  const remove = (upload: FileUpload) => {
    const place = queue.all().indexOf(upload);
    queue.remove(upload);
    announce(fill(words.removed, { name: upload.name }));
    focusRow(place);
  };
  const actions = { pause: queue.pause, resume: queue.resume, remove, choose: openFilePicker };
  const rowOf = (upload: FileUpload) => {
    const row = rows.get(upload) ?? createRow({ upload, words, texts, actions });
    rows.set(upload, row);
    return row;
  };
  const drawOne = (upload: FileUpload) =>
    rowOf(upload).draw({ speed: speeds.of(upload), isBeyond: queue.isBeyond(upload) });
  const drawAll = () => say(element('chosen-total', HTMLElement), lineOf(queue, speeds, texts));
  return {
    drawOne,
    drawState(upload) {
      drawOne(upload);
      drawAll();
    },
    drawNumbers() {
      queue.all().forEach(drawOne);
      drawAll();
    },
    drawList() {
      const uploads = queue.all();
      showRows(list, uploads.map(rowOf));
      for (const upload of rows.keys()) if (!uploads.includes(upload)) rows.delete(upload);
      uploads.forEach(drawOne);
      list.hidden = uploads.length === 0;
      list.classList.toggle('going-up', uploads.length > 0);
      drawAll();
    },
  };
}

/** Moves only what must be moved: a row that is taken out and put back loses its focus. */
function showRows(list: HTMLElement, rows: readonly Row[]): void {
  const items = rows.map(({ item }) => item);
  for (const item of [...list.children]) if (!items.some(other => other === item)) takeOut(item);
  for (const [place, item] of items.entries()) if (list.children[place] !== item) list.append(item);
}

/** The focus must not fall off the page with it. */
function takeOut(item: Element): void {
  if (item.contains(document.activeElement)) element('files', HTMLInputElement).focus();
  item.remove();
}

/** Of those that a tip may have; what is said of the rest stands above the list. */
function lineOf(queue: Queue, speeds: Speeds, texts: Texts): string {
  const uploads = queue.all().filter(upload => !queue.isBeyond(upload));
  if (uploads.length === 0) return '';
  const interrupted = interruptedBy(uploads);
  if (interrupted !== null)
    return interrupted === 'line' ? texts.words.connectionLost : texts.words.serverAway;
  if (uploads.every(({ state }) => state.is === 'done')) return queue.isTooMuch() ? '' : texts.words.allDone;
  return sentenceOfAll(uploads, speeds.ofAll(uploads.filter(isUnderWay)), texts);
}
