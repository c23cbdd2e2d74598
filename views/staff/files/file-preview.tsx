import type { ComponentChildren } from 'preact';
import type { Words } from '../../../src/i18n/words.ts';
import { Icon, type IconName } from '../../parts/icons.tsx';
import type { Preview, ShownFile } from './shown-file.ts';

type PreviewProps = { words: Words; file: ShownFile };

/** Pictures are fetched when they come in sight; of a film or a sound nothing before someone plays it, for that is a view. */
export function FilePreview({ words, file }: PreviewProps) {
  const shown = <Shown words={words} file={file} />;
  if (!file.disturbing || !isSeen(file)) return shown;
  return (
    <Covered words={words}>
      {file.preview.is === 'picture' ? <Unfetched words={words} file={file} picture={shown} /> : shown}
    </Covered>
  );
}

const SEEN: ReadonlySet<string> = new Set<Preview['is']>(['picture', 'video', 'audio']);

/** Whether there is something to see of it, or to hear. */
export const isSeen = ({ preview }: Pick<ShownFile, 'preview'>): boolean => SEEN.has(preview.is);

/** The script puts it there when it is uncovered: without one a browser fetches each picture at once, and is led to its page instead. */
const Unfetched = ({ words, file, picture }: PreviewProps & { picture: ComponentChildren }) => {
  const { preview, shortName } = file;
  const large = preview.is === 'picture' ? preview.large : null;
  return (
    <>
      <template>{picture}</template>
      <noscript>
        {large === null ? (
          <p class="preview">{words.staff.files.noPreview}</p>
        ) : (
          <a class="preview" href={large}>
            {words.staff.files.large(shortName)}
          </a>
        )}
      </noscript>
    </>
  );
};

/** Nothing of what is folded is fetched before it is asked for, and none of it comes on paper. */
const Covered = ({ words: { staff }, children }: { words: Words; children: ComponentChildren }) => (
  <details class="covered">
    <summary>
      <span class="preview tile when-closed">
        <Icon name="eye" />
        <span>
          {staff.files.covered} <span class="link on-screen">{staff.files.uncover}</span>
        </span>
      </span>
      <span class="link when-open">{staff.files.cover}</span>
    </summary>
    {children}
  </details>
);

function Shown({ words, file: { preview, shortName: name } }: PreviewProps) {
  const { files: labels } = words.staff;
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
          <video src={preview.play} controls preload="none" playsInline aria-label={name} />
        </div>
      );
    case 'audio':
      return (
        <div class="preview sound">
          {/* biome-ignore lint/a11y/useMediaCaption: what a reader has recorded comes without captions. */}
          <audio src={preview.play} controls preload="none" aria-label={name} />
        </div>
      );
    case 'waiting':
      return <Tile icon="clock" text={labels.waiting} />;
    case 'broken':
      return <Tile icon="alert" text={labels.brokenTile} />;
    case 'too large':
      return <Tile icon="alert" text={labels.tooLargeTile} />;
    case 'no time':
      return <Tile icon="alert" text={labels.noTimeTile} />;
    case 'no space':
      return <Tile icon="clock" text={labels.noSpaceTile} />;
    case 'locked':
      return <Tile icon="lock" text={labels.lockedTile} />;
    case 'none':
      return (
        <Tile icon="file" text={preview.ending === '' ? labels.noPreview : preview.ending.toUpperCase()} />
      );
  }
}

const Tile = ({ icon, text }: { icon: IconName; text: string }) => (
  <p class="preview tile">
    <Icon name={icon} />
    <bdi>{text}</bdi>
  </p>
);
