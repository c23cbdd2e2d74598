import type { OfficialChannel } from '../../src/channels/official.ts';
import { formatSize } from '../../src/i18n/size.ts';
import type { Frame } from '../layout.tsx';
import {
  described,
  Fault,
  type FormFaults,
  type FormLimits,
  type FormValues,
  type PartProps,
} from './fields.tsx';
import { BeforeSending } from './form-consents.tsx';
import { Contact } from './form-contact.tsx';
import { Details } from './form-details.tsx';
import { Files } from './form-files.tsx';
import { Summary } from './form-summary.tsx';
import { Channels } from './official.tsx';
import { ReaderPage } from './page.tsx';

export type FormPageProps = {
  frame: Frame;
  channels: readonly OfficialChannel[];
  /** Where the code is that uploads files: it is loaded with the first one. */
  uploadsScript: string;
  limits: FormLimits;
  values: FormValues;
  faults: FormFaults;
  /** A sentence for a fault of no field, such as too many tips at once. */
  notice: string | null;
  /** Files were chosen and could not be kept: the page asks for them again. */
  filesWereChosen: boolean;
  /** An http(s) URL. */
  article: string | null;
  /** When the form was made, sealed: against robots. */
  stamp: string;
  /** A UUID: the same tip sent twice counts once. */
  submission: string;
};

const FORM_ID = 'tip';

/** The page that a reader meets: the channels, and under them the form. */
export function FormPage(props: FormPageProps) {
  const { frame, channels, faults, notice } = props;
  const words = frame.words.reader;
  const atFault = notice !== null || Object.keys(faults).length > 0;
  return (
    <ReaderPage frame={frame} title={atFault ? words.form.notSentTitle : words.form.headline} keeps={FORM_ID}>
      <div class="opening">
        <h1>{words.form.headline}</h1>
        <p class="quiet">{words.form.lead(frame.newsroom)}</p>
      </div>
      {channels.length > 0 && (
        <section aria-labelledby="channels">
          <h2 class="unseen" id="channels">
            {words.channels.heading}
          </h2>
          <Channels frame={frame} channels={channels} />
          <p class="or hint">{words.form.orHere}</p>
        </section>
      )}
      <Form {...props} atFault={atFault} />
    </ReaderPage>
  );
}

function Form(props: FormPageProps & { atFault: boolean }) {
  const { frame, limits, values, faults, atFault } = props;
  const part: PartProps = { words: frame.words.reader.form, values, faults };
  return (
    <form
      id={FORM_ID}
      class="sheet"
      method="post"
      action={`/tips?lang=${frame.lang}`}
      encType="multipart/form-data"
      acceptCharset="utf-8"
      noValidate
      data-words={JSON.stringify(frame.words.reader.browser)}
      data-limits={JSON.stringify(limits)}
      data-uploads={props.uploadsScript}
      data-returned={atFault ? '' : undefined}
    >
      <Summary
        words={part.words}
        faults={faults}
        notice={props.notice}
        filesWereChosen={props.filesWereChosen}
      />
      <Marks {...props} />
      {props.article !== null && (
        <p class="article small">
          <span class="quiet">{part.words.article}</span> {props.article}
        </p>
      )}
      <Message {...part} />
      <Files
        {...part}
        limits={limits}
        sizeOf={bytes => formatSize(bytes, frame.lang)}
        filesWereChosen={props.filesWereChosen}
      />
      <Details {...part} />
      <Contact {...part} />
      <BeforeSending {...part} />
    </form>
  );
}

/**
 * What travels with the form unseen; the last one is a trap that only a robot fills. Uploads that were refused are left out:
 * the page asks for their files again, and would else be refused for ever.
 */
function Marks({ frame, article, submission, stamp, values, faults }: FormPageProps) {
  const uploads = faults['uploads'] === undefined ? values.uploads : [];
  return (
    <>
      <input type="hidden" name="lang" value={frame.lang} />
      <input type="hidden" name="submission" value={submission} />
      <input type="hidden" name="stamp" value={stamp} />
      {article !== null && <input type="hidden" name="article" value={article} />}
      {uploads.map(url => (
        <input key={url} type="hidden" name="uploads" value={url} />
      ))}
      <div class="unseen" aria-hidden="true">
        <label for="website">{frame.words.reader.form.trap}</label>
        <input type="text" id="website" name="website" tabIndex={-1} autocomplete="off" />
      </div>
    </>
  );
}

function Message({ words, values, faults }: PartProps) {
  return (
    <section class="part">
      <h2>
        <label for="message">{words.message}</label>
      </h2>
      <p class="hint" id="message-hint">
        {words.messageHint}
      </p>
      <textarea
        id="message"
        name="message"
        rows={7}
        aria-required="true"
        {...described('message', faults, words.messageHint)}
      >
        {/* HTML drops the first line break of a text area. */}
        {values.message && `\n${values.message}`}
      </textarea>
      <p class="hint" id="letters" hidden />
      <Fault field="message" faults={faults} />
    </section>
  );
}
