import type { KeptFor } from '../../../src/i18n/dates.ts';
import { formatSize } from '../../../src/i18n/size.ts';
import { formScriptWords } from '../../../src/i18n/words.ts';
import { inLang, readerPaths } from '../../../src/paths.ts';
import type { OfferedTopic } from '../../../src/tips/topics/topic.ts';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import type { OfficialChannel } from '../official.tsx';
import { ChannelLinks } from '../official.tsx';
import { ReaderPage } from '../page.tsx';
import {
  Choice,
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
import { Safety } from './form-safety.tsx';
import { Summary } from './form-summary.tsx';
import { Topic } from './form-topic.tsx';

export type FormPageProps = {
  frame: Frame;
  channels: readonly OfficialChannel[];
  topics: readonly OfferedTopic[];
  /** Where the code is that sends, loaded once the form is touched; that uploads files, and that cleans photos, loaded with the first one. */
  code: { send: string; uploads: string; cleaning: string };
  limits: FormLimits;
  values: FormValues;
  faults: FormFaults;
  /** A sentence for a fault of no field, such as too many tips at once. */
  notice: string | null;
  /** Files were chosen and could not be kept: the page asks for them again. */
  filesWereChosen: boolean;
  /** An http(s) URL. */
  article: string | null;
  /** Readers may be told that their address is not stored. */
  addressUnkept: boolean;
  /** Whether what helps those who must not be known stands unfolded. */
  isSafetyOpen: boolean;
  /** How long tips are kept. */
  kept: KeptFor;
  /** The names of files that were chosen and did not come. */
  leftOut: readonly string[];
  /** When the form was made, sealed: against robots. */
  stamp: string;
  /** The reader knows that a resident registration number stands in it. */
  isToldOfNumbers: boolean;
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
      {channels.length > 0 && <ChannelLinks frame={frame} channels={channels} />}
      <Form {...props} atFault={atFault} />
    </ReaderPage>
  );
}

function Form(props: FormPageProps & { atFault: boolean }) {
  const { frame, limits, values, faults, atFault } = props;
  const { fields, reader } = frame.words;
  const part: PartProps = { words: reader.form, fields, values, faults };
  return (
    <form
      id={FORM_ID}
      class="sheet"
      method="post"
      action={inLang(readerPaths.tips, frame.lang)}
      encType="multipart/form-data"
      acceptCharset="utf-8"
      noValidate
      data-words={JSON.stringify(formScriptWords(frame.words.reader.browser))}
      data-limits={JSON.stringify(limits)}
      data-send={props.code.send}
      data-uploads={props.code.uploads}
      data-cleaning={props.code.cleaning}
      data-returned={atFault ? '' : undefined}
    >
      <Summary
        words={part.words}
        faults={faults}
        notice={props.notice}
        filesWereChosen={props.filesWereChosen}
      />
      <Marks {...props} />
      {props.article !== null && <Article words={part.words} article={props.article} />}
      <Message {...part} />
      <Topic {...part} topics={props.topics} lang={frame.lang} />
      <Files
        {...part}
        limits={limits}
        sizeOf={bytes => formatSize(bytes, frame.lang)}
        filesWereChosen={props.filesWereChosen}
      />
      <Safety
        words={reader}
        lang={frame.lang}
        addressUnkept={props.addressUnkept}
        isOpen={props.isSafetyOpen || props.values.clean === 'on'}
        isCleaned={props.values.clean === 'on'}
      />
      <Details {...part} />
      <Contact {...part} />
      <BeforeSending {...part} addressUnkept={props.addressUnkept} kept={props.kept} />
      {/* At the end: all that stands before them is the same for all readers, and is made once. */}
      <input type="hidden" name="submission" value={props.submission} />
      <input type="hidden" name="stamp" value={props.stamp} />
    </form>
  );
}

/**
 * What travels with the form unseen; the last one is a trap that only a robot fills. Uploads that were refused are left out:
 * the page asks for their files again, and would else be refused for ever.
 */
function Marks({ frame, isToldOfNumbers, leftOut, values, faults }: FormPageProps) {
  const uploads = faults['uploads'] === undefined ? values.uploads : [];
  return (
    <>
      <input type="hidden" name="lang" value={frame.lang} />
      {isToldOfNumbers && <input type="hidden" name="resident_number" value="told" />}
      {leftOut.map(name => (
        <input key={name} type="hidden" name="left_out" value={name} />
      ))}
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

/** What is sent is shown whole, and can be left out. */
const Article = ({ words, article }: { words: PartProps['words']; article: string }) => (
  <div class="article small">
    <Choice type="checkbox" id="article" name="article" value={article} checked={true}>
      {words.article} <span class="optional">({words.articleLeaveOut})</span>
      <bdi class="address" {...VERBATIM}>
        {article}
      </bdi>
    </Choice>
  </div>
);

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
        rows={5}
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
