import type { ComponentChildren } from 'preact';
import type { Words } from '../../src/i18n/words.ts';
import { inLang, readerPaths } from '../../src/paths.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Icon } from '../parts/icons.tsx';
import type { Frame } from '../parts/layout.tsx';
import { VERBATIM } from '../parts/verbatim.ts';
import type { OfficialChannel } from './official.tsx';
import { Channels } from './official.tsx';
import { ReaderPage } from './page.tsx';

type SentPageProps = {
  frame: Frame;
  /** Null when the sealed cookie is missing or over; without a receipt where the browser keeps no cookie. */
  sent: Sent | Arrived | null;
  /** Whether the desk is to be reached by https: then a page that came without has no cookie either. */
  isHttps: boolean;
  channels: readonly OfficialChannel[];
};

/** `at` is formatted, `atIso` for machines; `missing` files were chosen and did not come. The names are as many as fit. */
type Sent = Arrived & {
  receipt: string;
  files: number;
  fileNames: readonly string[];
  missing: number;
  missingNames: readonly string[];
  /** What is saved, where the form's script shows the page: without a cookie nobody else can give it. */
  file?: string;
};
type Arrived = { number: number; at: string; atIso: string };

/** The receipt, a card that one would keep; or why there is none to show. */
export function SentPage({ frame, sent, isHttps, channels }: SentPageProps) {
  const words = frame.words.reader.sent;
  return sent === null ? (
    <ReaderPage frame={frame} title={words.nothingTitle}>
      <div class="opening">
        <h1>{words.nothingTitle}</h1>
        <p>{words.nothing}</p>
        <p>{words.nothingLost}</p>
      </div>
      <Channels frame={frame} channels={channels} />
      <Another words={words} lang={frame.lang} />
    </ReaderPage>
  ) : (
    <ReaderPage frame={frame} title={words.title}>
      <Opening words={words} />
      {'receipt' in sent ? (
        <Receipt frame={frame} sent={sent} />
      ) : (
        <WithoutCode frame={frame} arrived={sent} isHttps={isHttps} />
      )}
      <Next words={words} />
      {channels.length > 0 && (
        <section class="more">
          <h2>{words.more}</h2>
          <Channels frame={frame} channels={channels} />
        </section>
      )}
      <Another words={words} lang={frame.lang} />
    </ReaderPage>
  );
}

const Opening = ({ words }: { words: Words['reader']['sent'] }) => (
  <div class="opening">
    <h1 class="arrived">
      <Icon name="check" size={32} />
      {words.title}
    </h1>
    <p class="quiet">{words.lead}</p>
    {words.hours !== '' && <p class="quiet">{words.hours}</p>}
  </div>
);

type WithoutCodeProps = { frame: Frame; arrived: Arrived; isHttps: boolean };

/** Number and time, and why the code is not there: it travels in a cookie, and a URL would keep it. */
function WithoutCode({ frame, arrived: { number, at, atIso }, isHttps }: WithoutCodeProps) {
  const words = frame.words.reader.sent;
  return (
    <section class="receipt sheet" aria-labelledby="no-code-title">
      <p class="issuer hint">{words.issuer(frame.newsroom)}</p>
      <dl>
        <Fact term={words.number}>
          <span {...VERBATIM}>{number}</span>
        </Fact>
        <Fact term={words.at}>
          <time datetime={atIso}>{at}</time>
        </Fact>
      </dl>
      <h2 id="no-code-title">{words.noCode}</h2>
      <p>{isHttps ? words.noCodeWhyHttps : words.noCodeWhy}</p>
      <p>{words.noCodeInstead}</p>
    </section>
  );
}

function Receipt({ frame, sent }: { frame: Frame; sent: Sent }) {
  const words = frame.words.reader.sent;
  return (
    <section class="receipt sheet" aria-labelledby="receipt-title">
      <p class="issuer hint">{words.issuer(frame.newsroom)}</p>
      <dl>
        <Fact term={words.number}>
          <span {...VERBATIM}>{sent.number}</span>
        </Fact>
        <Fact term={words.at}>
          <time datetime={sent.atIso}>{sent.at}</time>
        </Fact>
        <FileNames words={words} term={words.files} count={sent.files} names={sent.fileNames} />
        <FileNames words={words} term={words.missing} count={sent.missing} names={sent.missingNames} />
      </dl>
      {sent.missing > 0 && <p class="small">{words.missingNext}</p>}
      <h2 id="receipt-title">{words.receipt}</h2>
      <p class="code" id="code" {...VERBATIM}>
        {sent.receipt.split(/(?<=-)/).map(group => (
          <span key={group}>{group}</span>
        ))}
      </p>
      <p>{words.goodFor}</p>
      <BackIn frame={frame} receipt={sent.receipt} />
      <p class="hint">{sent.file === undefined ? words.onlyNow : words.onlyHere}</p>
      <Actions words={words} browser={frame.words.reader.browser} receipt={sent.receipt} file={sent.file} />
    </section>
  );
}

/** With the code at hand nobody need type it. */
const BackIn = ({ frame, receipt }: { frame: Frame; receipt: string }) => (
  <form class="back-in" method="post" action={readerPaths.receipt}>
    <input type="hidden" name="lang" value={frame.lang} />
    <input type="hidden" name="receipt" value={receipt} />
    <input type="hidden" name="from" value={readerPaths.sent} />
    <button class="button plain" type="submit">
      {frame.words.reader.talk.link}
    </button>
  </form>
);

type FileNamesProps = {
  words: Words['reader']['sent'];
  term: string;
  count: number;
  names: readonly string[];
};

function FileNames({ words, term, count, names }: FileNamesProps) {
  if (count === 0) return null;
  return (
    <Fact term={term}>
      {words.filesCount(count)}
      {names.map((name, index) => (
        <bdi key={index} class="file-name small" {...VERBATIM}>
          {name}
        </bdi>
      ))}
      {count > names.length && names.length > 0 && (
        <span class="file-name small">{words.moreFiles(count - names.length)}</span>
      )}
    </Fact>
  );
}

const Fact = ({ term, children }: { term: string; children: ComponentChildren }) => (
  <div>
    <dt class="hint">{term}</dt>
    <dd>{children}</dd>
  </div>
);

type ActionsProps = {
  words: Words['reader']['sent'];
  browser: Words['reader']['browser'];
  receipt: string;
  file: string | undefined;
};

/** Saving works without script; copying, printing and the tick that ends the warning come with it. */
function Actions({ words, browser, receipt, file }: ActionsProps) {
  return (
    <div class="keep" id="keep">
      <div class="actions">
        <CopyButton class="button" text={receipt} words={browser}>
          <Icon name="copy" size={20} />
          <span>{words.copy}</span>
        </CopyButton>
        <a class="button plain" href={readerPaths.receiptFile} id="save" download={true} data-file={file}>
          <Icon name="save" size={20} />
          {words.save}
        </a>
        <button class="button plain with-script" type="button" id="print">
          <Icon name="print" size={20} />
          {words.print}
        </button>
      </div>
      <label class="choice with-script">
        <input type="checkbox" id="noted" />
        <span>{words.noted}</span>
      </label>
    </div>
  );
}

const Next = ({ words }: { words: Words['reader']['sent'] }) => (
  <section class="next">
    <h2>{words.next}</h2>
    <ol>
      {words.nextSteps.map(step => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  </section>
);

const Another = ({ words, lang }: { words: Words['reader']['sent']; lang: string }) => (
  <p class="way-on">
    <a href={inLang(readerPaths.form, lang)}>{words.another}</a>
  </p>
);
