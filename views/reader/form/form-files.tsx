import { type FormLimits, Optional, type PartProps } from './fields.tsx';
import { FileField } from './file-field.tsx';

type FilesProps = PartProps & {
  limits: FormLimits;
  sizeOf: (bytes: number) => string;
  filesWereChosen: boolean;
};

/** One big button, the limits said before anything is chosen. With script it lists what was chosen. */
export function Files({ words, faults, limits, sizeOf, filesWereChosen }: FilesProps) {
  const shown =
    faults['files'] === undefined && faults['uploads'] !== undefined ? { files: faults['uploads'] } : faults;
  return (
    <section class="part">
      <h2>
        {words.files} <Optional words={words} />
      </h2>
      <p class="hint" id="files-hint">
        {words.filesLimits(sizeOf(limits.fileSize), limits.fileCount, sizeOf(limits.fileTotal))}
      </p>
      <p class="hint">
        {words.filesCarry} <span class="with-script">{words.filesGoUp}</span>
      </p>
      <FileField
        words={words}
        choose={words.filesChoose}
        faults={shown}
        again={words.chooseAgain}
        filesWereChosen={filesWereChosen}
      />
    </section>
  );
}
