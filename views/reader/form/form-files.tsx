import { Icon } from '../../parts/icons.tsx';
import { described, Fault, type FormLimits, Optional, type PartProps } from './fields.tsx';

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
      <div class="drop">
        <label for="files">
          <Icon name="camera" />
          {words.filesChoose}
        </label>
        <p class="hint">{words.filesDrop}</p>
        <input
          type="file"
          id="files"
          name="files"
          multiple
          {...described('files', shown, words.filesChoose)}
        />
      </div>
      <Fault field="files" faults={shown} />
      <ul class="chosen" id="chosen" aria-label={words.filesChosen} hidden />
      <p class="hint" id="chosen-total" hidden />
      <p class="hint" id="choose-again" hidden={!filesWereChosen}>
        {words.chooseAgain}
      </p>
    </section>
  );
}
