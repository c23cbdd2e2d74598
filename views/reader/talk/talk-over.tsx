import { inLang, readerPaths } from '../../../src/paths.ts';
import type { ReaderTip } from '../../../src/tips/talk/read-talk.ts';
import type { Frame } from '../../parts/layout.tsx';
import { ReaderPage } from '../page.tsx';
import { TakeBack } from './change-contacts.tsx';
import { Leave } from './leave.tsx';
import type { Done } from './talk.tsx';
import { Withdrawal } from './withdrawal.tsx';

type TalkOverProps = {
  frame: Frame;
  why: 'withdrawn' | 'forgotten' | 'closed';
  /** Of what was withdrawn: whether it is gone, or when it goes; null: soon. */
  left: { isGone: boolean; goes: string | null } | null;
  /** What was typed for it and not kept; null: nothing was sent. */
  unsent: string | null;
  number: number;
  /** Of one that staff have blocked: what is known of its reader. */
  contacts: ReaderTip['left'] | null;
  done: Done | null;
  /** How long it stays once it is withdrawn, as people say it. */
  kept: string;
  /** Why it was not withdrawn. */
  fault: string | null;
};

/** That nothing can be added to a tip any more, and why; nothing of what it says. */
export function TalkOverPage({
  frame,
  why,
  left,
  unsent,
  number,
  contacts,
  done,
  kept,
  fault,
}: TalkOverProps) {
  const words = frame.words.reader.talk;
  const { over, withdrawal } = words;
  return (
    <ReaderPage frame={frame} title={over[why].title}>
      {unsent !== null && <NotKept frame={frame} unsent={unsent} />}
      {done === 'taken back' && (
        <p class="notice good" role="status">
          {words.done[done]}
        </p>
      )}
      <div class="opening">
        <h1>{over[why].title}</h1>
        <p>{over[why].text}</p>
        {left !== null && <p>{left.isGone ? over.withdrawn.gone : over.withdrawn.goes(left.goes)}</p>}
        {left !== null && <p class="quiet">{withdrawal.outOfReach}</p>}
      </div>
      <p class="way-on">
        <a class="button plain" href={inLang(readerPaths.form, frame.lang)}>
          {words.another}
        </a>
      </p>
      {contacts !== null && (contacts.hasName || contacts.ways.length > 0) && (
        <details class="fold">
          <summary>{words.contacts.title}</summary>
          <TakeBack frame={frame} number={number} left={contacts} />
        </details>
      )}
      {why === 'closed' && (
        <Withdrawal frame={frame} number={number} kept={kept} fault={fault} isOpen={fault !== null} />
      )}
      <Leave frame={frame} />
    </ReaderPage>
  );
}

/** For whoever wants to send it as a tip of its own, or keep it. */
const NotKept = ({ frame, unsent }: { frame: Frame; unsent: string }) => (
  <div class="notice error" role="alert">
    <p>{frame.words.errors.talkOver}</p>
    {unsent !== '' && (
      <textarea rows={4} readonly aria-label={frame.words.reader.talk.more}>
        {/* HTML drops the first line break of a text area. */}
        {`\n${unsent}`}
      </textarea>
    )}
  </div>
);
