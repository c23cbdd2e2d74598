import type { Words } from '../../src/i18n/words.ts';
import type { KeptTip } from '../../src/tips/tip.ts';
import type { ShownFile } from '../../src/web/admin/shown-file.ts';
import { CopyButton } from '../copy-button.tsx';
import { Icon } from '../icons.tsx';
import { FileFacts } from './file-facts.tsx';
import { FileOrigin } from './file-origin.tsx';
import { FilePreview } from './file-preview.tsx';
import { FileWays, NameOf, type OfFile } from './file-ways.tsx';
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
        <FileFacts words={words} file={file} lang={clock.lang} />
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
        <FileWays words={words} file={file} />
        <CopyNotes words={words} file={file} />
        <details>
          <summary>
            {labels.more} <NameOf name={file.shortName} />
            <span class="quiet"> · SHA-256 {file.sha256.slice(0, 8)}…</span>
          </summary>
          <Details words={words} file={file} />
        </details>
      </div>
    </li>
  );
}

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
            <span>{labels.copyHash}</span> <NameOf name={file.shortName} />
          </CopyButton>
        </dd>
      </div>
    </dl>
  );
}
