import { playingTime } from '../../../src/i18n/dates.ts';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { TipRow } from '../../../src/tips/tip.ts';
import { Icon } from '../../parts/icons.tsx';

/**
 * In a box of one size, so that nothing jumps when a picture comes. It is no viewing of the file, as no thumbnail is; the number of files stands among
 * the facts for who does not see it.
 */
export function RowPicture({ words, row: { number, lead, fileCount } }: { words: Words; row: TipRow }) {
  if (lead === null)
    return (
      <span class="pic">
        <Icon name="note" size={20} />
      </span>
    );
  const seconds = lead.is === 'film' ? lead.seconds : null;
  return (
    <span class="pic">
      {lead.is === 'picture' ? (
        <img
          src={staffPaths.thumbnail(number, lead.file)}
          alt=""
          width="64"
          height="48"
          loading="lazy"
          decoding="async"
        />
      ) : (
        <Icon name={lead.is === 'film' ? 'film' : 'file'} size={20} />
      )}
      {seconds === null ? (
        <b aria-hidden="true">{fileCount}</b>
      ) : (
        <b>
          <span aria-hidden="true">{playingTime(seconds)}</span>
          <span class="unseen">{words.staff.list.film(playingTime(seconds))} </span>
        </b>
      )}
    </span>
  );
}
