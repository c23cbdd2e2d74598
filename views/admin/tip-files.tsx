import { formatSize } from '../../src/i18n/size.ts';
import type { Words } from '../../src/i18n/words.ts';
import type { KeptTip } from '../../src/tips/tip.ts';
import type { ShownFile } from '../../src/web/admin/shown-file.ts';
import { Icon } from '../icons.tsx';
import { FileCard } from './file-card.tsx';
import type { Clock } from './time.tsx';

type FilesProps = { words: Words; clock: Clock; tip: KeptTip; files: ShownFile[] };

/** The gallery: what each file shows, what it tells of itself, and the ways to have it. */
export function Files({ words, clock, tip, files }: FilesProps) {
  const { files: labels } = words.desk;
  const inZip = files.filter(({ scan }) => scan.is !== 'infected');
  const size = inZip.reduce((sum, file) => sum + file.size, 0);
  // Without a scanner it is true of every file, and said once.
  const nothingScanned = files.every(({ scan }) => scan.is === 'not scanned');
  return (
    <section class="part evidence" aria-labelledby="files">
      <header>
        <h2 id="files">{labels.title(files.length)}</h2>
        {inZip.length > 1 && (
          <a class="button plain compact" href={`/admin/tips/${tip.number}/files.zip`}>
            <Icon name="save" size={18} />
            {labels.zip(formatSize(size, clock.lang))}
          </a>
        )}
      </header>
      {files.length === 0 && <p class="quiet">{labels.none}</p>}
      {files.length > 0 && <p class="small">{tip.consentMedia ? labels.mayUse : labels.mayNotUse}</p>}
      {files.length > 0 && (
        <p class="quiet small">
          {labels.careful} {files.some(({ copy }) => copy !== null) && labels.copyHint}{' '}
          {nothingScanned && `${labels.scans['not scanned']}.`}
        </p>
      )}
      {files.length > 0 && (
        <ul class="gallery">
          {files.map(file => (
            <FileCard
              key={file.id}
              words={words}
              clock={clock}
              tip={tip}
              file={file}
              tellsScan={!nothingScanned}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
