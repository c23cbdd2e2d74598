import type { ComponentChildren } from 'preact';
import { exactTime, writtenTime } from '../../src/i18n/dates.ts';
import type { Words } from '../../src/i18n/words.ts';
import type { Details } from '../../src/inspection/inspection.ts';
import type { KeptTip } from '../../src/tips/tip.ts';
import { CopyButton } from '../copy-button.tsx';
import type { Clock } from './time.tsx';

type OriginProps = { words: Words; clock: Clock; tip: KeptTip; name: string; details: Details };

/** What a picture or a film tells of when and where it was taken, against what the reader said. */
export function FileOrigin({ words, clock, tip, name, details }: OriginProps) {
  const { origin } = words.desk.files;
  const { takenAt, place, width } = details;
  if (takenAt === undefined && place === undefined)
    return width === undefined ? null : <p class="quiet small">{origin.nothing}</p>;
  return (
    <table class="origin">
      <caption class="unseen">{origin.of(name)}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{origin.inFile}</th>
          <th scope="col">{origin.said}</th>
        </tr>
      </thead>
      <tbody>
        <Row
          label={origin.when}
          found={
            takenAt === undefined ? (
              <Nothing said={origin.notInFile} />
            ) : (
              writtenTime(takenAt, clock.lang, clock.timeZone)
            )
          }
          said={
            tip.happened === null ? <Nothing said={origin.notSaid} /> : <Happened tip={tip} clock={clock} />
          }
        />
        <Row
          label={origin.where}
          found={
            place === undefined ? (
              <Nothing said={origin.notInFile} />
            ) : (
              <Place words={words} name={name} place={place} />
            )
          }
          said={tip.place === null ? <Nothing said={origin.notSaid} /> : <bdi>{tip.place}</bdi>}
        />
      </tbody>
    </table>
  );
}

const Row = ({ label, ...cells }: { label: string; found: ComponentChildren; said: ComponentChildren }) => (
  <tr>
    <th scope="row">{label}</th>
    <td>{cells.found}</td>
    <td>{cells.said}</td>
  </tr>
);

const Nothing = ({ said }: { said: string }) => <span class="quiet">{said}</span>;

/** The time that was read of the words, else the words. */
function Happened({ tip: { happened }, clock }: { tip: KeptTip; clock: Clock }) {
  if (happened === null || happened.at === null) return <bdi>{happened?.typed}</bdi>;
  return exactTime(happened.at, clock.lang, clock.timeZone);
}

/** As text, to be looked up in a map of staff's own choice: no map is asked from here. Five decimals are a metre. */
function Place({ words, name, place }: { words: Words; name: string; place: NonNullable<Details['place']> }) {
  const { files: labels } = words.desk;
  const text = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  return (
    <>
      <span>{text}</span>{' '}
      <CopyButton class="link" text={text} words={labels}>
        <span>{labels.origin.copyPlace}</span> <span class="unseen">{name}</span>
      </CopyButton>
    </>
  );
}
