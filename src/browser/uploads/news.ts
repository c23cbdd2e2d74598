import { fill } from '../dom.ts';
import { type FileUpload, isUnderWay, type UploadState } from './file-upload.ts';
import type { UploadWords } from './sentences.ts';

type NewsSetup = {
  words: UploadWords;
  all: () => readonly FileUpload[];
  announce: (text: string) => void;
};

/** What a screen reader is told of the uploads: what a person would say, and never each percent. */
export function createNews({ words, all, announce }: NewsSetup) {
  let isLost = false;
  return (upload: FileUpload, before: UploadState['is']): void => {
    const { state, name } = upload;
    if (state.is === 'interrupted' && !isLost) {
      isLost = true;
      announce(words.connectionLost);
    } else if (
      before === 'interrupted' &&
      isLost &&
      !all().some(({ state: { is } }) => is === 'interrupted')
    ) {
      isLost = false;
      if (state.is === 'uploading') announce(words.connectionBack);
    }
    if (state.is === 'done') announce(all().some(isUnderWay) ? fill(words.fileDone, { name }) : endOf(name));
    if (state.is === 'failed') announce(fill(words.fileFailed, { name, why: words.failures[state.why] }));
    if (state.is === 'to-be-chosen' && before === 'done') announce(fill(words.fileLost, { name }));
  };

  function endOf(name: string): string {
    return all().every(({ state }) => state.is === 'done') ? words.allDone : fill(words.fileDone, { name });
  }
}
