import { formatSize } from '../../../src/i18n/size.ts';
import { readerPaths } from '../../../src/paths.ts';
import type { Frame } from '../../parts/layout.tsx';
import { Choice, described, Fault, type FormFaults, type FormLimits } from '../form/fields.tsx';
import { FileField } from '../form/file-field.tsx';
import { Send } from '../form/send.tsx';

export type MoreProps = {
  limits: FormLimits;
  /** Where the code is that uploads files, and that cleans photos, loaded with the first one. */
  code: { uploads: string; cleaning: string };
  /** For the script, as JSON. */
  scriptWords: string;
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

/** A field for more, and for files. */
export function More({ frame, number, ...props }: MoreProps & { frame: Frame; number: number }) {
  const { talk, form } = frame.words.reader;
  const { limits, typed, faults } = props;
  // One that is not there any more must be chosen anew.
  const ofFiles = faults['files'] ?? faults['uploads'];
  const shown = ofFiles === undefined ? faults : { ...faults, files: ofFiles };
  return (
    <form
      id="more"
      class="more-form"
      method="post"
      action={readerPaths.tipMessages}
      encType="multipart/form-data"
      acceptCharset="utf-8"
      noValidate
      data-words={props.scriptWords}
      data-limits={JSON.stringify(limits)}
      data-uploads={props.code.uploads}
      data-cleaning={props.code.cleaning}
    >
      <Marks lang={frame.lang} number={number} typed={typed} />
      <label for="message">{talk.more}</label>
      <p class="hint" id="message-hint">
        {talk.moreHint}
      </p>
      <textarea
        id="message"
        name="message"
        rows={3}
        autocomplete="off"
        {...described('message', shown, talk.moreHint)}
      >
        {/* HTML drops the first line break of a text area. */}
        {typed.message && `\n${typed.message}`}
      </textarea>
      <Fault field="message" faults={shown} />
      <Files frame={frame} limits={limits} faults={shown} typed={typed} />
      <Send words={form} label={talk.send} />
    </form>
  );
}

type MarksProps = { lang: string; number: number; typed: MoreProps['typed'] };

/** What travels with it unseen. */
const Marks = ({ lang, number, typed }: MarksProps) => (
  <>
    <input type="hidden" name="lang" value={lang} />
    <input type="hidden" name="tip" value={number} />
    <input type="hidden" name="submission" value={typed.submission} />
    {typed.isToldOfNumbers && <input type="hidden" name="resident_number" value="told" />}
    {typed.uploads.map(url => (
      <input key={url} type="hidden" name="uploads" value={url} />
    ))}
  </>
);

type FilesProps = Pick<MoreProps, 'limits' | 'faults' | 'typed'> & { frame: Frame };

function Files({ frame, limits, faults, typed }: FilesProps) {
  const { talk, form } = frame.words.reader;
  const size = (bytes: number) => formatSize(bytes, frame.lang);
  return (
    <div class="more-files">
      <p class="hint" id="files-hint">
        {form.filesLimits(size(limits.fileSize), limits.fileCount, size(limits.fileTotal))} {form.filesCarry}
      </p>
      {typed.uploads.length > 0 && <p class="hint">{talk.uploadsKept(typed.uploads.length)}</p>}
      <FileField
        words={form}
        choose={talk.files}
        faults={faults}
        again={talk.chooseAgain}
        filesWereChosen={typed.asksForFiles}
      />
      <div class="only-with-script">
        <Choice
          type="checkbox"
          id="clean"
          name="clean"
          value="on"
          checked={false}
          aria-describedby="clean-hint"
        >
          {form.risk.clean}
        </Choice>
        <p class="hint" id="clean-hint">
          {form.risk.cleanHint}
        </p>
      </div>
    </div>
  );
}
