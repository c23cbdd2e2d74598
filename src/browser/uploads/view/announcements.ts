import { fill } from '../../dom.ts';
import { type FileUpload, isUnderWay, type UploadState } from '../file-upload.ts';
import type { Queue } from '../queue/queue.ts';
import { type Texts, whyOf } from './messages.ts';

type Setup = {
  texts: Texts;
  queue: Queue;
  announce: (text: string) => void;
  /** “Send” was pressed and waits: it says by itself what comes next. */
  isAwaited: () => boolean;
};

/** What a screen reader is told of the uploads: what a person would say, and never each percent. */
export function createAnnouncer({ texts, queue, announce, isAwaited }: Setup) {
  const { words } = texts;
  const all = () => queue.all();
  const continues = (upload: FileUpload) => isUnderWay(upload) && !queue.isBeyond(upload);
  return (upload: FileUpload, before: UploadState['is']): void => {
    const { state, name } = upload;
    const areOthersInterrupted = all().some(other => other !== upload && other.state.is === 'interrupted');
    // A lost line is announced once, however many files were on it.
    if (state.is === 'interrupted' && !areOthersInterrupted)
      announce(state.isAnswered ? words.serverAway : words.connectionLost);
    if (before === 'interrupted' && state.is === 'uploading' && !areOthersInterrupted)
      announce(words.connectionBack);
    if (state.is === 'done') announce(all().some(continues) ? fill(words.fileDone, { name }) : endOf(name));
    if (state.is === 'failed') announce(fill(words.fileFailed, { name, why: whyOf(upload, texts) }));
    if (state.is === 'to-be-chosen' && before === 'done') announce(fill(words.fileLost, { name }));
  };

  function endOf(name: string): string {
    if (queue.isTooMuch()) return words.doneButBeyond;
    const isThrough = all().every(({ state }) => state.is === 'done');
    return isThrough && !isAwaited() ? words.allDone : fill(words.fileDone, { name });
  }
}
