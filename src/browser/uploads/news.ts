import { fill } from '../dom.ts';
import { type FileUpload, isUnderWay, type UploadState } from './file-upload.ts';
import type { Queue } from './queue.ts';
import { type Speech, whyOf } from './sentences.ts';

type NewsSetup = {
  speech: Speech;
  queue: () => Queue;
  announce: (text: string) => void;
};

/** What a screen reader is told of the uploads: what a person would say, and never each percent. */
export function createNews({ speech, queue, announce }: NewsSetup) {
  const { words } = speech;
  const all = () => queue().all();
  const goesOn = (upload: FileUpload) => isUnderWay(upload) && !queue().isBeyond(upload);
  return (upload: FileUpload, before: UploadState['is']): void => {
    const { state, name } = upload;
    const areOthersCut = all().some(other => other !== upload && other.state.is === 'interrupted');
    // A cut line is one piece of news, however many files were on it.
    if (state.is === 'interrupted' && !areOthersCut)
      announce(state.isAnswered ? words.serverAway : words.connectionLost);
    if (before === 'interrupted' && state.is === 'uploading' && !areOthersCut) announce(words.connectionBack);
    if (state.is === 'done') announce(all().some(goesOn) ? fill(words.fileDone, { name }) : endOf(name));
    if (state.is === 'failed') announce(fill(words.fileFailed, { name, why: whyOf(upload, speech) }));
    if (state.is === 'to-be-chosen' && before === 'done') announce(fill(words.fileLost, { name }));
  };

  function endOf(name: string): string {
    if (queue().isTooMuch()) return words.doneButBeyond;
    return all().every(({ state }) => state.is === 'done') ? words.allDone : fill(words.fileDone, { name });
  }
}
