import { exactTime } from '../../../src/i18n/dates.ts';
import { formatSize } from '../../../src/i18n/size.ts';
import { inLang, readerPaths } from '../../../src/paths.ts';
import type { ReaderTip } from '../../../src/tips/talk/read-talk.ts';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { More, type MoreProps } from './more.tsx';

type TalkProps = MoreProps & { frame: Frame; tip: ReaderTip; timeZone: string };

/** What was said to and fro, and a field for more. */
export function Talk({ frame, tip, timeZone, ...more }: TalkProps) {
  const { talk } = frame.words.reader;
  return (
    <section class="talk" aria-labelledby="talk">
      <h2 id="talk">{talk.talk}</h2>
      <p class="hint">{talk.talkHint}</p>
      <ol>
        {tip.messages.map(message => (
          <Message key={message.id} frame={frame} tip={tip.number} message={message} timeZone={timeZone} />
        ))}
      </ol>
      {tip.open.until !== null && !tip.open.isLate && (
        <p class="hint">{talk.openUntil(exactTime(tip.open.until, frame.lang, timeZone))}</p>
      )}
      {tip.open.isLate ? (
        <Late frame={frame} unsent={more.typed.message} />
      ) : (
        <More frame={frame} number={tip.number} {...more} />
      )}
    </section>
  );
}

/** What was typed and came too late is still there, for whoever sends it as a tip of its own. */
function Late({ frame, unsent }: { frame: Frame; unsent: string }) {
  const { talk } = frame.words.reader;
  return (
    <>
      <p>{talk.late}</p>
      {unsent !== '' && (
        <textarea rows={4} readonly aria-label={talk.unsent}>
          {/* HTML drops the first line break of a text area. */}
          {`\n${unsent}`}
        </textarea>
      )}
      <p class="way-on">
        <a class="button plain" href={inLang(readerPaths.form, frame.lang)}>
          {talk.another}
        </a>
      </p>
    </>
  );
}

type MessageProps = { frame: Frame; tip: number; message: ReaderTip['messages'][number]; timeZone: string };

function Message({ frame, tip, message, timeZone }: MessageProps) {
  const { talk } = frame.words.reader;
  const { id, body, files, isFromReader, by } = message;
  return (
    <li class={isFromReader ? 'mine' : undefined}>
      <p class={isFromReader ? 'unseen' : 'by'}>{isFromReader ? talk.you : talk.desk(frame.newsroom, by)}</p>
      {body !== '' && (
        <p class="said" dir="auto">
          {body ?? talk.unopened}
        </p>
      )}
      {files.length > 0 && (
        <ul class="sent-files small">
          {files.map((file, index) => (
            <li key={index}>
              <SaidFile frame={frame} file={file} isGiven={!isFromReader} />
            </li>
          ))}
        </ul>
      )}
      <time class="hint" datetime={new Date(message.at).toISOString()}>
        {exactTime(message.at, frame.lang, timeZone)}
      </time>
      {!isFromReader && body !== null && <TakeAway frame={frame} tip={tip} id={id} />}
    </li>
  );
}

type FileProps = { frame: Frame; file: ReaderTip['messages'][number]['files'][number]; isGiven: boolean };

/** `isGiven`: staff sent it, for its reader to have. */
function SaidFile({ frame: { lang, words }, file: { name, size, link }, isGiven }: FileProps) {
  const { talk } = words.reader;
  const shown = <bdi {...VERBATIM}>{name}</bdi>;
  return (
    <>
      {link === null ? (
        shown
      ) : (
        <a href={readerPaths.tipFile(link)}>
          {talk.download} {shown}
        </a>
      )}{' '}
      ({formatSize(size, lang)}){isGiven && link === null && ` ${talk.notGiven}`}
    </>
  );
}

/** Of an answer that stands before its reader, who may share the device. What cannot be opened has not been read. */
function TakeAway({ frame, tip, id }: { frame: Frame; tip: number; id: string }) {
  const { takeAway } = frame.words.reader.talk;
  return (
    <details class="taking-away">
      <summary>{takeAway.title}</summary>
      <p class="hint">{takeAway.text}</p>
      <form method="post" action={readerPaths.takeAway(id)}>
        <input type="hidden" name="lang" value={frame.lang} />
        <input type="hidden" name="tip" value={tip} />
        <button class="button plain compact" type="submit">
          {takeAway.press}
        </button>
      </form>
    </details>
  );
}
