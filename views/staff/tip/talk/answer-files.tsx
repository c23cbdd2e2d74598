import { formatSize } from '../../../../src/i18n/size.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import { type Faults, FieldFault, faultOf } from '../../../parts/field-fault.tsx';
import { VERBATIM } from '../../../parts/verbatim.ts';
import type { ShownFile } from '../../files/shown-file.ts';
import { Name } from '../../name.tsx';
import { OpenedText } from '../../opened.tsx';
import type { Clock } from '../../time.tsx';
import type { Answering } from './answering.ts';

type FieldProps = { words: Words; clock: Clock; files: Answering['files']; faults: Faults };

/** Files that go along. No page can fill them in again: where they were not sent, it says so. */
export function AnswerFilesField({ words, clock, files, faults }: FieldProps) {
  const { answering: labels } = words.staff;
  const size = (bytes: number) => formatSize(bytes, clock.lang);
  const { fileSize, fileCount, fileTotal } = files.limits;
  const isAsked = files.again && faults['messages_files'] === undefined;
  return (
    <div class="answer-files">
      <label class="small" for="messages-files">
        {labels.files}
      </label>
      <input
        type="file"
        id="messages-files"
        name="messages_files"
        multiple
        {...faultOf('messages_files', faults, isAsked ? 'files-hint files-again' : 'files-hint')}
      />
      <FieldFault field="messages_files" faults={faults} />
      {isAsked && (
        <p class="fault" id="files-again">
          {labels.filesAgain}
        </p>
      )}
      <p class="quiet small" id="files-hint">
        {labels.filesLimits(size(fileSize), fileCount, size(fileTotal))} {labels.filesAsTheyAre}
      </p>
    </div>
  );
}

type SentProps = { words: Words; clock: Clock; files: readonly ShownFile[] };

/** What went along with an answer, and what its scan says. */
export const AnswerFiles = ({ words, clock, files }: SentProps) => (
  <ul class="answer-sent small">
    {files.map(file => (
      <li key={file.id} id={`file-${file.id}`}>
        <a href={file.scan.is === 'infected' ? file.warning : file.download}>
          {words.staff.files.download}{' '}
          <bdi title={file.name} {...VERBATIM}>
            <OpenedText words={words} text={file.isOpened ? file.shortName : null} />
          </bdi>
        </a>{' '}
        <span class="quiet">
          ({formatSize(file.size, clock.lang)}
          <Scan words={words} scan={file.scan} />)
        </span>
      </li>
    ))}
  </ul>
);

/** Of what is not scanned the gallery tells, where it is anything to tell. */
function Scan({ words, scan }: { words: Words; scan: ShownFile['scan'] }) {
  const { files: labels, answering } = words.staff;
  if (scan.is === 'not scanned') return null;
  if (scan.is === 'infected')
    return (
      <strong class="error">
        {' · '}
        {labels.scans.infected(scan.signature)}. {answering.filesNotGiven}
      </strong>
    );
  return (
    <>
      {' · '}
      <Name words={words} names={labels.scans} word={scan.is} />
    </>
  );
}
