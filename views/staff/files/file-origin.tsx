import type { ComponentChildren } from 'preact';
import { readTime, writtenTime } from '../../../src/i18n/dates.ts';
import type { Words } from '../../../src/i18n/words.ts';
import type { Details } from '../../../src/media/details.ts';
import type { ShownKeptTip } from '../../../src/tips/folder.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import type { Clock } from '../time.tsx';

type OriginProps = { words: Words; clock: Clock; tip: ShownKeptTip; name: string; details: Details };

/** What a picture or a film tells of when and where it was taken, against what the reader said. */
export function FileOrigin({ words, clock, tip, name, details }: OriginProps) {
  const { origin } = words.staff.files;
  const { takenAt, place, width } = details;
  const saysAny = tip.happened !== null || tip.place !== null;
  if (takenAt === undefined && place === undefined)
    return width === undefined ? null : <p class="quiet small">{origin.nothing}</p>;
  return (
    <table class="origin">
      <caption class="unseen">{origin.of(name)}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{origin.inFile}</th>
          {saysAny && <th scope="col">{origin.said}</th>}
        </tr>
      </thead>
      <tbody>
        <Row
          label={origin.when}
          found={takenAt === undefined ? null : writtenTime(takenAt, clock.lang, clock.timeZone)}
          said={tip.happened === null ? null : <Happened tip={tip} clock={clock} />}
          origin={origin}
          saysAny={saysAny}
        />
        <Row
          label={origin.where}
          found={place === undefined ? null : <Place words={words} name={name} place={place} />}
          said={tip.place === null ? null : <bdi>{tip.place}</bdi>}
          origin={origin}
          saysAny={saysAny}
        />
      </tbody>
    </table>
  );
}

type RowProps = {
  origin: Words['staff']['files']['origin'];
  label: string;
  /** Null where there is none. */
  found: ComponentChildren;
  said: ComponentChildren;
  /** Where the reader said nothing of either, there is no column for it. */
  saysAny: boolean;
};

const Row = ({ origin, label, found, said, saysAny }: RowProps) => (
  <tr>
    <th scope="row">{label}</th>
    <td>{found ?? <span class="quiet">{origin.notInFile}</span>}</td>
    {saysAny && <td>{said ?? <span class="quiet">{origin.notSaid}</span>}</td>}
  </tr>
);

/** The time that was read of the words, else the words. */
function Happened({ tip: { happened }, clock }: { tip: ShownKeptTip; clock: Clock }) {
  return happened && (readTime(happened, clock.lang, clock.timeZone) ?? <bdi>{happened.typed}</bdi>);
}

/** As text, to be looked up in a map of staff's own choice: no map is asked from here. Five decimals are a metre. */
function Place({ words, name, place }: { words: Words; name: string; place: NonNullable<Details['place']> }) {
  const { files: labels } = words.staff;
  const text = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  return (
    <>
      <span {...VERBATIM}>{text}</span>{' '}
      <CopyButton class="link" text={text} words={labels}>
        <span>{labels.origin.copyPlace}</span> <span class="unseen">{name}</span>
      </CopyButton>
    </>
  );
}
