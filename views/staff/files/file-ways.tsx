import type { Words } from '../../../src/i18n/words.ts';
import { Icon } from '../../parts/icons.tsx';
import type { ShownFile } from './shown-file.ts';

export type OfFile = { words: Words; file: ShownFile };

/** Which file, for who hears a link alone. */
export const NameOf = ({ name }: { name: string }) => <bdi class="unseen">{name}</bdi>;

/** The file as it came, and the copy that is fit to share; of a locked one only a way to the warning. */
export function FileWays({ words, file }: OfFile) {
  const { files: labels } = words.staff;
  const { shortName: name } = file;
  if (file.preview.is === 'locked') {
    return (
      <p class="actions">
        <a class="button danger compact" href={file.warning}>
          <span>
            {labels.locked.open} <NameOf name={name} />
          </span>
        </a>
      </p>
    );
  }
  return (
    <p class="actions">
      <Save href={file.download} label={labels.download} name={name} />
      {file.copy !== null && <Save href={file.copy} label={labels.copy} name={name} />}
    </p>
  );
}

const Save = ({ href, label, name }: { href: string; label: string; name: string }) => (
  <a class="button plain compact" href={href}>
    <Icon name="save" size={18} />
    <span>
      {label} <NameOf name={name} />
    </span>
  </a>
);
