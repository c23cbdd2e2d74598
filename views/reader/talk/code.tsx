import { readerPaths } from '../../../src/paths.ts';
import { FieldFault, faultOf } from '../../parts/field-fault.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { ReaderPage } from '../page.tsx';

/**
 * Why the code is asked for again. `over`: the talk was open, and is no longer. `other`: what was pressed was on the page of another tip
 * than the one that is open; nothing was done. `too often`: its page was asked for more often than anybody reads.
 */
export type WhyAsked = 'over' | 'other' | 'too often';

type CodePageProps = {
  frame: Frame;
  /** Why the code opened nothing; null where none was tried. */
  fault: string | null;
  /** Null: nobody was in. */
  why: WhyAsked | null;
  /** What was typed for it meanwhile, and has not been sent. */
  unsent: UnsentProps | null;
};

type UnsentProps = { message: string; submission: string; uploads: readonly string[]; hadFiles: boolean };

/** Where a reader enters the code to come back. */
export function CodePage({ frame, fault, why, unsent }: CodePageProps) {
  const { code } = frame.words.reader.talk;
  const faults = fault === null ? {} : { receipt: fault };
  return (
    <ReaderPage frame={frame} title={code.title}>
      <div class="opening">
        <h1>{code.title}</h1>
        <p class="quiet">{code.lead}</p>
      </div>
      {why !== null && (
        <p class="notice" role="status">
          {code.why[why]}
        </p>
      )}
      <form
        class="card sheet"
        method="post"
        action={unsent === null ? readerPaths.receipt : readerPaths.tipMessages}
        encType={unsent === null ? undefined : 'multipart/form-data'}
        acceptCharset="utf-8"
        noValidate
      >
        <input type="hidden" name="lang" value={frame.lang} />
        <div>
          <label for="receipt">{code.label}</label>
          <p class="hint" id="receipt-hint">
            {code.hint}
          </p>
        </div>
        <input
          class="code-input"
          type="text"
          id="receipt"
          name="receipt"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          {...faultOf('receipt', faults, 'receipt-hint')}
        />
        <FieldFault field="receipt" faults={faults} />
        {unsent !== null && <Unsent frame={frame} unsent={unsent} />}
        <div>
          <button class="button" type="submit">
            {unsent === null ? code.open : code.send}
          </button>
        </div>
      </form>
      <details class="fold">
        <summary>{code.lost}</summary>
        <p>{code.lostText}</p>
      </details>
      <p class="hint">{code.careful}</p>
    </ReaderPage>
  );
}

/** It is sent with the code. */
function Unsent({ frame, unsent }: { frame: Frame; unsent: UnsentProps }) {
  const { code, more } = frame.words.reader.talk;
  return (
    <>
      <input type="hidden" name="submission" value={unsent.submission} />
      {unsent.uploads.map(url => (
        <input key={url} type="hidden" name="uploads" value={url} />
      ))}
      <div>
        <label for="message">{more}</label>
        <p class="hint" id="message-hint">
          {code.typed} {unsent.hadFiles && code.filesAgain}
        </p>
      </div>
      <textarea id="message" name="message" rows={4} aria-describedby="message-hint">
        {/* HTML drops the first line break of a text area. */}
        {unsent.message && `\n${unsent.message}`}
      </textarea>
      {unsent.hadFiles && (
        <div>
          <label for="files">{frame.words.reader.talk.files}</label>
          <input type="file" id="files" name="files" multiple />
        </div>
      )}
    </>
  );
}
