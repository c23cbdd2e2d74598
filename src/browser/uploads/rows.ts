import { openChoice } from '../choosing.ts';
import { element, fill, say } from '../dom.ts';
import type { FormWords } from '../form-data.ts';
import { cutBy, type FileUpload, isUnderWay } from './file-upload.ts';
import type { Pace } from './pace.ts';
import type { Queue } from './queue.ts';
import { createRow, type Row } from './row.ts';
import { type Speech, sentenceOfAll } from './sentences.ts';

type RowsSetup = {
  words: FormWords;
  speech: Speech;
  pace: Pace;
  queue: () => Queue;
  announce: (text: string) => void;
};

export type Rows = {
  /** After a file came or went. */
  drawList(): void;
  drawOne(upload: FileUpload): void;
  /** The line for all of them. */
  drawAll(): void;
  /** What changes while they are under way. */
  drawNumbers(): void;
};

export function createRows({ words, speech, pace, queue, announce }: RowsSetup): Rows {
  const list = element('chosen', HTMLUListElement);
  const line = element('chosen-total', HTMLElement);
  const rows = new Map<FileUpload, Row>();

  const remove = (upload: FileUpload) => {
    const place = queue().all().indexOf(upload);
    queue().remove(upload);
    announce(fill(words.removed, { name: upload.name }));
    focusRow(queue().all()[place] ?? queue().all().at(-1));
  };
  /** The focus must not fall off the page with the row that went: it goes to the next one, or back to the button. */
  const focusRow = (upload: FileUpload | undefined) => {
    const row = upload === undefined ? undefined : rows.get(upload);
    (row?.removing ?? element('files', HTMLInputElement)).focus();
  };
  const rowOf = (upload: FileUpload) => {
    const { pause, goOn } = queue();
    const row =
      rows.get(upload) ??
      createRow({ upload, words, speech, acts: { pause, goOn, remove, choose: openChoice } });
    rows.set(upload, row);
    return row;
  };
  const drawOne = (upload: FileUpload) =>
    rowOf(upload).draw({ speed: pace.of(upload), isBeyond: queue().isBeyond(upload) });
  const drawAll = () => say(line, lineOf(queue(), pace, speech));
  return {
    drawOne,
    drawAll,
    drawNumbers() {
      for (const upload of queue().all()) drawOne(upload);
      drawAll();
    },
    drawList() {
      const uploads = queue().all();
      const items = uploads.map(upload => rowOf(upload).item);
      for (const item of [...list.children]) if (!items.some(other => other === item)) takeOut(item);
      for (const [place, item] of items.entries()) if (list.children[place] !== item) list.append(item);
      for (const upload of rows.keys()) if (!uploads.includes(upload)) rows.delete(upload);
      uploads.forEach(drawOne);
      list.hidden = uploads.length === 0;
      list.classList.toggle('going-up', uploads.length > 0);
      drawAll();
    },
  };
}

/** The focus must not fall off the page with it. */
function takeOut(item: Element): void {
  if (item.contains(document.activeElement)) element('files', HTMLInputElement).focus();
  item.remove();
}

/** Of those that a tip may have; what is said of the rest stands above the list. */
function lineOf(queue: Queue, pace: Pace, speech: Speech): string {
  const uploads = queue.all().filter(upload => !queue.isBeyond(upload));
  if (uploads.length === 0) return '';
  const cut = cutBy(uploads);
  if (cut !== null) return cut === 'line' ? speech.words.connectionLost : speech.words.serverAway;
  if (uploads.every(({ state }) => state.is === 'done')) return queue.isTooMuch() ? '' : speech.words.allDone;
  const speeds = uploads.filter(isUnderWay).map(upload => pace.of(upload) ?? 0);
  return sentenceOfAll(
    uploads,
    speeds.reduce((sum, speed) => sum + speed, 0),
    speech,
  );
}
