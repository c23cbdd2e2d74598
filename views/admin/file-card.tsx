import { playingTime } from '../../src/i18n/dates.ts';
import { formatSize } from '../../src/i18n/size.ts';
import type { Lang, Words } from '../../src/i18n/words.ts';
import type { KeptTip } from '../../src/tips/tip.ts';
import type { ShownFile } from '../../src/web/admin/shown-file.ts';
import { CopyButton } from '../copy-button.tsx';
import { Icon } from '../icons.tsx';
import { FileOrigin } from './file-origin.tsx';
import { FilePreview } from './file-preview.tsx';
import type { Clock } from './time.tsx';

type CardProps = { words: Words; clock: Clock; tip: KeptTip; file: ShownFile; tellsScan: boolean };

export function FileCard({ words, clock, tip, file, tellsScan }: CardProps) {
  const { files: labels } = words.desk;
  const { inspection } = file;
  return (
    <li class="card">
      <FilePreview words={words} file={file} />
      <div class="about">
        <h3>
          <bdi title={file.name}>{file.shortName}</bdi>
        </h3>
        <p class="quiet small">{factsOf(file, words, clock.lang).join(' · ')}</p>
        <Doubts words={words} file={file} tellsScan={tellsScan} />
        {file.preview.is !== 'locked' && inspection.is === 'done' && (
          <FileOrigin
            words={words}
            clock={clock}
            tip={tip}
            name={file.shortName}
            details={inspection.details}
          />
        )}
        <Ways words={words} file={file} />
        <CopyNotes words={words} file={file} />
        <details>
          <summary>
            {labels.more} <Of name={file.shortName} />
            <span class="quiet"> · SHA-256 {file.sha256.slice(0, 8)}…</span>
          </summary>
          <Details words={words} file={file} />
        </details>
      </div>
    </li>
  );
}

function factsOf({ inspection, size }: ShownFile, words: Words, lang: Lang): string[] {
  const bytes = formatSize(size, lang);
  if (inspection.is === 'waiting') return [bytes];
  const { width, height, seconds, device } = inspection.details;
  return [
    ...(inspection.type === null ? [] : [inspection.type]),
    bytes,
    ...(width === undefined || height === undefined ? [] : [`${width} × ${height}`]),
    ...(seconds === undefined ? [] : [playingTime(seconds)]),
    ...(device === undefined ? [] : [words.desk.files.device(device)]),
  ];
}

type OfFile = { words: Words; file: ShownFile };

/** What is not as it should be, and what the scan said. */
function Doubts({ words, file: { preview, mismatch, scan }, tellsScan }: OfFile & { tellsScan: boolean }) {
  const { files: labels } = words.desk;
  if (scan.is === 'infected') return <Doubt grave said={labels.scans.infected(scan.signature)} />;
  return (
    <>
      {mismatch !== null && (
        <Doubt
          grave
          said={
            mismatch.found === null
              ? labels.mismatchUnknown(mismatch.claimed)
              : labels.mismatch(mismatch.claimed, mismatch.found)
          }
        />
      )}
      {preview.is === 'broken' && <Doubt grave said={labels.broken} />}
      {tellsScan && (
        <p class="scan small quiet">
          <Icon name={scan.is === 'clean' ? 'check' : scan.is === 'waiting' ? 'clock' : 'alert'} size={16} />
          {labels.scans[scan.is]}
        </p>
      )}
    </>
  );
}

const Doubt = ({ grave, said }: { grave: boolean; said: string }) => (
  <p class={`scan small ${grave ? 'error' : 'quiet'}`}>
    <Icon name="alert" size={16} />
    {said}
  </p>
);

/** Which file, for who hears a link alone. */
const Of = ({ name }: { name: string }) => <bdi class="unseen">{name}</bdi>;

function Ways({ words, file }: OfFile) {
  const { files: labels } = words.desk;
  const { shortName: name } = file;
  if (file.preview.is === 'locked') {
    return (
      <p class="actions">
        <a class="button danger compact" href={file.download}>
          <span>
            {labels.locked.open} <Of name={name} />
          </span>
        </a>
      </p>
    );
  }
  return (
    <p class="actions">
      <a class="button plain compact" href={file.download}>
        <Icon name="save" size={18} />
        <span>
          {labels.download} <Of name={name} />
        </span>
      </a>
      {file.copy !== null && (
        <a class="button plain compact" href={file.copy}>
          <Icon name="save" size={18} />
          <span>
            {labels.copy} <Of name={name} />
          </span>
        </a>
      )}
    </p>
  );
}

/** What the copy lacks, or why there is none. */
function CopyNotes({ words, file: { preview, inspection, copy } }: OfFile) {
  const { files: labels } = words.desk;
  if (inspection.is === 'waiting' || preview.is === 'locked') return null;
  const { shortfall, thumbnail, details } = inspection;
  const notes = [
    preview.is === 'too large' && labels.tooLarge,
    preview.is === 'no space' && labels.noSpace,
    shortfall === 'too large' && thumbnail !== null && labels.tooLargeToCopy,
    copy !== null && shortfall === 'reduced' && labels.reduced,
    copy !== null && details.pages !== undefined && labels.firstOnly(details.pages),
  ].filter(note => note !== false);
  return notes.map(said => <Doubt key={said} grave={false} said={said} />);
}

function Details({ words, file }: OfFile) {
  const { files: labels } = words.desk;
  const { inspection, claimedType } = file;
  return (
    <dl class="facts">
      {file.shortName !== file.name && (
        <div>
          <dt>{labels.wholeName}</dt>
          <dd>
            <bdi>{file.name}</bdi>
          </dd>
        </div>
      )}
      {inspection.is === 'done' && (
        <div>
          <dt>{labels.found}</dt>
          <dd>{inspection.type ?? labels.unknownType}</dd>
        </div>
      )}
      <div>
        <dt>{labels.claimed}</dt>
        <dd>
          <bdi>{claimedType === '' ? labels.unknownType : claimedType}</bdi>
        </dd>
      </div>
      <div>
        <dt>SHA-256</dt>
        <dd>
          <code>
            {file.sha256.slice(0, 32)}
            <wbr />
            {file.sha256.slice(32)}
          </code>
          <CopyButton class="link" text={file.sha256} words={labels}>
            <span>{labels.copyHash}</span> <Of name={file.shortName} />
          </CopyButton>
        </dd>
      </div>
    </dl>
  );
}
