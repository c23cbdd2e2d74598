import type { ComponentChildren } from 'preact';
import type { OfficialChannel } from '../../src/channels/official.ts';
import type { Words } from '../../src/i18n/words.ts';
import { CopyButton } from '../copy-button.tsx';
import { Icon } from '../icons.tsx';
import type { Frame } from '../layout.tsx';
import { Channels } from './official.tsx';
import { ReaderPage } from './page.tsx';

export type SentPageProps = {
  frame: Frame;
  /** Null when the sealed cookie is missing or over. */
  sent: Sent | null;
  channels: readonly OfficialChannel[];
};

/** `at` is formatted, `atIso` for machines; `files` is how many came with the tip. */
export type Sent = { number: number; at: string; atIso: string; receipt: string; files: number };

/** The receipt, a card that one would keep; or why there is none to show. */
export function SentPage({ frame, sent, channels }: SentPageProps) {
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
      <div class="opening">
        <h1 class="arrived">
          <Icon name="check" size={32} />
          {words.title}
        </h1>
        <p class="quiet">{words.lead}</p>
      </div>
      <Receipt frame={frame} sent={sent} />
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

function Receipt({ frame, sent }: { frame: Frame; sent: Sent }) {
  const words = frame.words.reader.sent;
  return (
    <section class="receipt sheet" aria-labelledby="receipt-title">
      <p class="issuer hint">{words.issuer(frame.newsroom)}</p>
      <dl>
        <Fact term={words.number}>{sent.number}</Fact>
        <Fact term={words.at}>
          <time datetime={sent.atIso}>{sent.at}</time>
        </Fact>
        {sent.files > 0 && <Fact term={words.files}>{words.filesArrived(sent.files)}</Fact>}
      </dl>
      <h2 id="receipt-title">{words.receipt}</h2>
      <p class="code" id="code" translate={false}>
        {sent.receipt.split(/(?<=-)/).map(group => (
          <span key={group}>{group}</span>
        ))}
      </p>
      <p>{words.goodFor}</p>
      <p class="hint">{words.onlyNow}</p>
      <Actions words={words} browser={frame.words.reader.browser} receipt={sent.receipt} />
    </section>
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
};

/** Saving works without script; copying, printing and the tick that ends the warning come with it. */
function Actions({ words, browser, receipt }: ActionsProps) {
  return (
    <div class="keep" id="keep">
      <div class="actions">
        <CopyButton class="button" text={receipt} words={browser}>
          <Icon name="copy" size={20} />
          <span>{words.copy}</span>
        </CopyButton>
        <a class="button plain" href="/sent/receipt.txt" id="save" download={true}>
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
    <a href={`/?lang=${lang}`}>{words.another}</a>
  </p>
);
