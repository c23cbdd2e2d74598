import type { Words } from '../../src/i18n/words.ts';
import type { ShownFile } from '../../src/web/admin/shown-file.ts';
import { Icon, type IconName } from '../icons.tsx';

type PreviewProps = { words: Words; file: ShownFile };

/** Nothing is fetched before it is in sight; of a video, only what its first picture needs. */
export function FilePreview({ words, file: { preview, shortName: name } }: PreviewProps) {
  const { files: labels } = words.desk;
  switch (preview.is) {
    case 'picture': {
      const picture = <img src={preview.thumbnail} alt={name} loading="lazy" decoding="async" />;
      if (preview.large === null) return <div class="preview">{picture}</div>;
      return (
        <a class="preview" href={preview.large} aria-label={labels.large(name)}>
          {picture}
        </a>
      );
    }
    case 'video':
      return (
        <div class="preview">
          {/* biome-ignore lint/a11y/useMediaCaption: what a reader has filmed comes without captions. */}
          <video src={preview.play} controls preload="metadata" playsInline aria-label={name} />
        </div>
      );
    case 'audio':
      return (
        <div class="preview sound">
          {/* biome-ignore lint/a11y/useMediaCaption: what a reader has recorded comes without captions. */}
          <audio src={preview.play} controls preload="metadata" aria-label={name} />
        </div>
      );
    case 'waiting':
      return <Tile icon="clock" said={labels.waiting} />;
    case 'broken':
      return <Tile icon="alert" said={labels.brokenTile} />;
    case 'too large':
      return <Tile icon="alert" said={labels.tooLargeTile} />;
    case 'no space':
      return <Tile icon="clock" said={labels.noSpaceTile} />;
    case 'locked':
      return <Tile icon="lock" said={labels.lockedTile} />;
    case 'none':
      return (
        <Tile icon="file" said={preview.ending === '' ? labels.noPreview : preview.ending.toUpperCase()} />
      );
  }
}

const Tile = ({ icon, said }: { icon: IconName; said: string }) => (
  <p class="preview tile">
    <Icon name={icon} />
    <bdi>{said}</bdi>
  </p>
);
