import type { ComponentChildren } from 'preact';
import type { Words } from '../../../src/i18n/words.ts';
import type { ShownKeptTip } from '../../../src/tips/folder.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { Name, UnknownWord } from '../name.tsx';
import { OpenedText } from '../opened.tsx';
import type { Clock } from '../time.tsx';
import { TIP_FORM } from '../tip/form-ids.ts';
import { FileFacts } from './file-facts.tsx';
import { FileOrigin } from './file-origin.tsx';
import { FilePreview, isSeen } from './file-preview.tsx';
import { FileWays, NameOf, type OfFile } from './file-ways.tsx';
import type { ShownFile } from './shown-file.ts';

type CardProps = { words: Words; clock: Clock; tip: ShownKeptTip; file: ShownFile; tellsScan: boolean };

export function FileCard({ words, clock, tip, file, tellsScan }: CardProps) {
  const { files: labels } = words.staff;
  const { inspection } = file;
  return (
    <li class="card">
      <FilePreview words={words} file={file} />
      <div class="about">
        <h3 id={`file-${file.id}`}>
          <bdi title={file.name} {...VERBATIM}>
            <OpenedText words={words} text={file.isOpened ? file.shortName : null} />
          </bdi>
        </h3>
        <FileFacts words={words} file={file} lang={clock.lang} />
        <Cautions words={words} file={file} tellsScan={tellsScan} />
        {file.preview.is !== 'locked' && inspection.is === 'done' && (
          <FileOrigin
            words={words}
            clock={clock}
            tip={tip}
            name={file.shortName}
            details={inspection.details}
          />
        )}
        <FileWays words={words} file={file} />
        {(isSeen(file) || file.disturbing) && <Marking words={words} file={file} />}
        <CopyNotes words={words} file={file} />
        <PaperDetails file={file} />
        <details class="on-screen">
          <summary>
            {labels.more} <NameOf name={file.shortName} />
            <span class="quiet" {...VERBATIM}>
              {' '}
              · SHA-256 {file.sha256.slice(0, 8)}…
            </span>
          </summary>
          <Details words={words} file={file} />
        </details>
      </div>
    </li>
  );
}

/** Whether it is to be seen by who asks for it alone: with the page's one form, so that what is typed there goes along. */
const Marking = ({ words: { staff }, file: { disturbing, marking, shortName } }: OfFile) => (
  <p class="on-screen">
    <button
      class="link small"
      type="submit"
      form={TIP_FORM}
      name="on"
      value={disturbing ? '' : 'on'}
      formAction={marking}
      formNoValidate
    >
      {disturbing ? staff.files.unmark : staff.files.mark} <NameOf name={shortName} />
    </button>
  </p>
);

/** What is not as it should be, and what the scan said. */
function Cautions({ words, file: { preview, mismatch, scan }, tellsScan }: OfFile & { tellsScan: boolean }) {
  const { files: labels } = words.staff;
  if (scan.is === 'infected') return <Caution grave text={labels.scans.infected(scan.signature)} />;
  return (
    <>
      {mismatch !== null && (
        <Caution
          grave
          text={
            mismatch.found === null
              ? labels.mismatchUnknown(mismatch.claimed)
              : labels.mismatch(mismatch.claimed, mismatch.found)
          }
        />
      )}
      {preview.is === 'broken' && <Caution grave text={labels.broken} />}
      {tellsScan && (
        <p class="scan small quiet">
          <Icon name={scan.is === 'clean' ? 'check' : scan.is === 'waiting' ? 'clock' : 'alert'} size={16} />
          <Name words={words} names={labels.scans} word={scan.is} />
        </p>
      )}
    </>
  );
}

const Caution = ({ grave, text }: { grave: boolean; text: ComponentChildren }) => (
  <p class={`scan small ${grave ? 'error' : 'quiet'}`}>
    <Icon name="alert" size={16} />
    {text}
  </p>
);

/** What the copy lacks, or why there is none. */
function CopyNotes({ words, file: { preview, inspection, copy } }: OfFile) {
  const { files: labels } = words.staff;
  if (inspection.is !== 'done' || preview.is === 'locked') return null;
  const { shortfall, thumbnail, details } = inspection;
  const notes = [
    preview.is === 'too large' && labels.tooLarge,
    preview.is === 'no space' && labels.noSpace,
    shortfall === 'no time' && labels.noTime,
    shortfall === 'too large' && thumbnail !== null && labels.tooLargeToCopy,
    copy !== null && shortfall === 'reduced' && labels.reduced,
    copy !== null && details.pages !== undefined && labels.firstOnly(details.pages),
  ].filter(note => note !== false);
  return (
    <>
      {notes.map(text => (
        <Caution key={text} grave={false} text={text} />
      ))}
      {shortfall !== null && typeof shortfall !== 'string' && (
        <Caution grave={false} text={<UnknownWord words={words} word={shortfall} />} />
      )}
    </>
  );
}

/** What is folded on the screen and must stand on paper: by its hash a file is known for the same. */
const PaperDetails = ({ file: { name, shortName, sha256 } }: Pick<OfFile, 'file'>) => (
  <div class="on-paper small">
    {name !== shortName && (
      <p>
        <bdi>{name}</bdi>
      </p>
    )}
    <p>
      SHA-256 <code>{sha256}</code>
    </p>
  </div>
);

function Details({ words, file }: OfFile) {
  const { files: labels } = words.staff;
  const { inspection, claimedType } = file;
  return (
    <dl class="facts">
      {file.shortName !== file.name && (
        <div>
          <dt>{labels.wholeName}</dt>
          <dd>
            <bdi {...VERBATIM}>{file.name}</bdi>
          </dd>
        </div>
      )}
      {inspection.is !== 'waiting' && (
        <div>
          <dt>{labels.found}</dt>
          <dd {...VERBATIM}>
            <OpenedText
              words={words}
              text={inspection.is === 'done' ? (inspection.type ?? labels.unknownType) : null}
            />
          </dd>
        </div>
      )}
      <div>
        <dt>{labels.claimed}</dt>
        <dd>
          <bdi {...VERBATIM}>{claimedType === '' ? labels.unknownType : claimedType}</bdi>
        </dd>
      </div>
      <div>
        <dt>SHA-256</dt>
        <dd>
          <code {...VERBATIM}>
            {file.sha256.slice(0, 32)}
            <wbr />
            {file.sha256.slice(32)}
          </code>
          <CopyButton class="link" text={file.sha256} words={labels}>
            <span>{labels.copyHash}</span> <NameOf name={file.shortName} />
          </CopyButton>
        </dd>
      </div>
    </dl>
  );
}
