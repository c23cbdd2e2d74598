import { exactTime } from '../../../src/i18n/dates.ts';
import { formatSize } from '../../../src/i18n/size.ts';
import { inLang, readerPaths } from '../../../src/paths.ts';
import type { ReaderTip } from '../../../src/tips/talk/read-talk.ts';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { described, Fault, type FormFaults } from '../form/fields.tsx';

export type MoreProps = {
  /** Sizes in bytes. */
  limits: { fileSize: number; fileCount: number; fileTotal: number };
  faults: FormFaults;
  /** A fault of no field. */
  notice: string | null;
  /** `asksForFiles`: files were sent and are lost to the page. */
  typed: {
    message: string;
    submission: string;
    uploads: readonly string[];
    asksForFiles: boolean;
    isToldOfNumbers: boolean;
  };
};

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
          <Message key={message.id} frame={frame} message={message} timeZone={timeZone} />
        ))}
      </ol>
      {tip.open.until !== null && !tip.open.isLate && (
        <p class="hint">{talk.openUntil(exactTime(tip.open.until, frame.lang, timeZone))}</p>
      )}
      {tip.open.isLate ? (
        <Late frame={frame} unsent={more.typed.message} />
      ) : (
        <More frame={frame} tip={tip} {...more} />
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

type MessageProps = { frame: Frame; message: ReaderTip['messages'][number]; timeZone: string };

function Message({ frame, message, timeZone }: MessageProps) {
  const { talk } = frame.words.reader;
  const { body, files, isFromReader, by } = message;
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
          {files.map(({ name, size }, index) => (
            <li key={index}>
              <bdi {...VERBATIM}>{name}</bdi> ({formatSize(size, frame.lang)})
            </li>
          ))}
        </ul>
      )}
      <time class="hint" datetime={new Date(message.at).toISOString()}>
        {exactTime(message.at, frame.lang, timeZone)}
      </time>
    </li>
  );
}

function More({ frame, tip, limits, faults, typed }: MoreProps & Pick<TalkProps, 'frame' | 'tip'>) {
  const { talk, form } = frame.words.reader;
  const size = (bytes: number) => formatSize(bytes, frame.lang);
  // One that is not there any more must be chosen anew.
  const ofFiles = faults['files'] ?? faults['uploads'];
  const shown = ofFiles === undefined ? faults : { ...faults, files: ofFiles };
  return (
    <form
      class="more-form"
      method="post"
      action={readerPaths.tipMessages}
      encType="multipart/form-data"
      acceptCharset="utf-8"
      noValidate
    >
      <input type="hidden" name="lang" value={frame.lang} />
      <input type="hidden" name="tip" value={tip.number} />
      <input type="hidden" name="submission" value={typed.submission} />
      {typed.isToldOfNumbers && <input type="hidden" name="resident_number" value="told" />}
      {typed.uploads.map(url => (
        <input key={url} type="hidden" name="uploads" value={url} />
      ))}
      <label for="message">{talk.more}</label>
      <p class="hint" id="message-hint">
        {talk.moreHint}
      </p>
      <textarea id="message" name="message" rows={3} {...described('message', shown, talk.moreHint)}>
        {/* HTML drops the first line break of a text area. */}
        {typed.message && `\n${typed.message}`}
      </textarea>
      <Fault field="message" faults={shown} />
      <label for="files">{talk.files}</label>
      <p class="hint" id="files-hint">
        {form.filesLimits(size(limits.fileSize), limits.fileCount, size(limits.fileTotal))} {form.filesCarry}
      </p>
      <input type="file" id="files" name="files" multiple {...described('files', shown, talk.files)} />
      <Fault field="files" faults={shown} />
      {typed.asksForFiles && <p class="hint">{talk.chooseAgain}</p>}
      <div>
        <button class="button" type="submit">
          {talk.send}
        </button>
      </div>
    </form>
  );
}
