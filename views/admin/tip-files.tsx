import { formatSize } from '../../src/i18n/size.ts';
import type { Lang, Words } from '../../src/i18n/words.ts';
import type { ShownFile } from '../../src/web/admin/shown-in-place.ts';
import { Icon } from '../icons.tsx';

type FilesProps = { words: Words; lang: Lang; files: ShownFile[] };

export function Files({ words, lang, files }: FilesProps) {
  const { tip: labels } = words.desk;
  return (
    <section class="part" aria-labelledby="files">
      <h2 id="files">{labels.files(files.length)}</h2>
      {files.length === 0 && <p class="quiet">{labels.noFiles}</p>}
      {files.length > 0 && <p class="quiet small">{labels.careful}</p>}
      {files.length > 0 && (
        <ul class="files">
          {files.map(file => (
            <li key={file.id}>
              <InPlace file={file} />
              <div class="file">
                <p>
                  <bdi>{file.name}</bdi>
                  <span class="quiet small">{formatSize(file.size, lang)}</span>
                </p>
                <a
                  class="button plain compact"
                  href={file.download}
                  aria-label={labels.downloadOf(file.name)}
                >
                  <Icon name="save" size={18} />
                  {labels.download}
                </a>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Nothing is fetched before it is in sight; of a video, only what its first picture needs. */
function InPlace({ file }: { file: ShownFile }) {
  switch (file.shownAs) {
    case 'picture':
      return (
        <a class="picture" href={file.show}>
          <img src={file.show} alt={file.name} loading="lazy" decoding="async" />
        </a>
      );
    case 'video':
      // biome-ignore lint/a11y/useMediaCaption: what a reader has filmed comes without captions.
      return <video src={file.show} controls preload="metadata" playsInline aria-label={file.name} />;
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: what a reader has recorded comes without captions.
      return <audio src={file.show} controls preload="metadata" aria-label={file.name} />;
    case null:
      return null;
  }
}
