import type { FormFields } from '../../../src/channels/form/fields.ts';
import { exactTime, type KeptFor } from '../../../src/i18n/dates.ts';
import type { Words } from '../../../src/i18n/words.ts';
import type { ReaderTip } from '../../../src/tips/talk/read-talk.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { ReaderPage } from '../page.tsx';
import { ChangeContacts } from './change-contacts.tsx';
import { Leave } from './leave.tsx';
import { Talk } from './messages.tsx';
import type { MoreProps } from './more.tsx';
import { Permission } from './permission.tsx';
import { Steps } from './steps.tsx';
import { Withdrawal } from './withdrawal.tsx';

export type TalkPageProps = Omit<MoreProps, 'sizeOf'> & {
  frame: Frame;
  tip: ReaderTip;
  timeZone: string;
  /** Null: its page does not show it again. */
  receipt: string | null;
  /** What has just been done. */
  done: Done | null;
  /** An http(s) URL of what became of it. */
  article: string | null;
  kept: KeptFor;
  /** How long its words stay once it is withdrawn, as people say it. */
  withdrawnKept: string;
  /** What was typed of contacts, and not taken. */
  contacts: FormFields;
  /** The part that what is at fault stands in. */
  opened: 'contacts' | 'withdrawal' | null;
};

/** As the page of a tip tells it, of which there is more to be done or none. */
export type Done = 'sent' | 'permission' | 'contacts' | 'taken back' | 'taken away';

/** A reader's own tip, for whoever has its receipt. */
export function TalkPage(props: TalkPageProps) {
  const { frame, tip, timeZone, done } = props;
  const { talk: words, sent } = frame.words.reader;
  const last = tip.messages.at(-1);
  const isAtFault = props.notice !== null || Object.keys(props.faults).length > 0;
  return (
    <ReaderPage frame={frame} title={words.title}>
      <div class="opening">
        <h1>{words.title}</h1>
        <p class="quiet">{words.lead(exactTime(tip.receivedAt, frame.lang, timeZone))}</p>
      </div>
      {tip.end === null && tip.messages.every(({ isFromReader }) => isFromReader) && (
        <p>
          {sent.lead} {sent.hours}
        </p>
      )}
      {done !== null && (
        <p class="notice good" role="status">
          {words.done[done]}
        </p>
      )}
      {isAtFault && props.opened === null && (
        <p class="notice error" role="alert">
          {props.notice ?? words.notSent}
        </p>
      )}
      {last !== undefined && !last.isFromReader && (
        <a class="asked" href="#talk">
          <Icon name="chat" />
          <strong>{words.asked(frame.newsroom)}</strong>
        </a>
      )}
      <Steps frame={frame} tip={tip} timeZone={timeZone} article={props.article} />
      <Talk {...props} />
      {(tip.fileCount > 0 || tip.permission !== null) && (
        <Permission frame={frame} number={tip.number} permission={tip.permission} kept={props.kept} />
      )}
      <Keep frame={frame} receipt={props.receipt} />
      <ChangeContacts
        {...{ frame, tip, kept: props.kept, contacts: props.contacts, faults: props.faults }}
        isOpen={props.opened === 'contacts'}
      />
      <Withdrawal
        frame={frame}
        number={tip.number}
        kept={props.withdrawnKept}
        fault={props.faults['sure'] ?? null}
        isOpen={props.opened === 'withdrawal'}
      />
      <Leave frame={frame} />
    </ReaderPage>
  );
}

/**
 * The code, once, for whoever comes from the page that shows it and asks to see it: others may look at the screen. Who finds the page
 * open later comes back by it no more.
 */
function Keep({ frame, receipt }: { frame: Frame; receipt: string | null }) {
  const { keep } = frame.words.reader.talk;
  return (
    <section class="own" aria-labelledby="keep-title">
      <h2 id="keep-title">{keep.title}</h2>
      <p>{receipt === null ? keep.unshown : keep.text}</p>
      {receipt !== null && <Code words={frame.words} receipt={receipt} />}
    </section>
  );
}

function Code({ words: { reader }, receipt }: { words: Words; receipt: string }) {
  const { keep } = reader.talk;
  return (
    <>
      <details>
        <summary>{keep.show}</summary>
        <p class="code" {...VERBATIM}>
          {receipt.split(/(?<=-)/).map(group => (
            <span key={group}>{group}</span>
          ))}
        </p>
      </details>
      <CopyButton class="button plain" text={receipt} words={reader.browser}>
        <span>{keep.copy}</span>
      </CopyButton>
    </>
  );
}
