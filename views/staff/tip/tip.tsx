import { channelNames } from '../../../src/i18n/channels.ts';
import type { KeptFor } from '../../../src/i18n/dates.ts';
import { languageName } from '../../../src/i18n/lang.ts';
import { formatSize } from '../../../src/i18n/size.ts';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { TipAction, Viewer } from '../../../src/staff/access.ts';
import type { ShownKeptTip, ShownTip, TipFolder } from '../../../src/tips/folder.ts';
import type { Outcome } from '../../../src/tips/outcomes.ts';
import type { StepName } from '../../../src/tips/states.ts';
import type { TipEvent } from '../../../src/tips/tip.ts';
import type { StaffTopic } from '../../../src/tips/topics/topic.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { FileCard } from '../files/file-card.tsx';
import type { ShownFile } from '../files/shown-file.ts';
import { Name, UnknownWord } from '../name.tsx';
import { PermissionBadge } from '../permission.tsx';
import { Ago, At, type Clock } from '../time.tsx';
import { TipBar } from './bar/tip-bar.tsx';
import type { Beside } from './bar/tip-closing.tsx';
import { DraftWaits, Stale } from './bar/tip-notices.tsx';
import { type Left, LeftTip, type ShownPlace } from './bar/tip-place.tsx';
import { BlockTalk } from './end/tip-block.tsx';
import { End } from './end/tip-end.tsx';
import { Held } from './end/tip-hold.tsx';
import { TipProof } from './end/tip-proof.tsx';
import { ResidentNumbers } from './said/resident-numbers.tsx';
import { type AddedText, type LinkedArticle, TipMessage } from './said/tip-message.tsx';
import type { Answering } from './talk/answering.ts';
import { SentAnswer } from './talk/sent-answer.tsx';
import type { NoteField } from './talk/tip-note-form.tsx';
import { TipTalk } from './talk/tip-talk.tsx';
import type { ShownEntry } from './talk/tip-timeline.tsx';
import { Consents, Contacts, type LinkedContacts } from './tip-contacts.tsx';
import { Mails, type ShownMail } from './tip-mails.tsx';
import { type ShownCheck, TipChecks } from './work/tip-checks.tsx';
import { type ShownTags, TipTags } from './work/tip-tags.tsx';
import { TipTopic } from './work/tip-topic.tsx';
import { TipWork } from './work/tip-work.tsx';
import type { ShownWork } from './work/work-props.ts';

export type { NoteField };

type TipProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  /** The page's own address, in full, for who has it on paper. */
  url: string;
  folder: TipFolder;
  /** What can be done with it from the state that it is in. */
  steps: readonly StepName[];
  files: ShownFile[];
  /** Those of answers. */
  sentFiles: ShownFile[];
  contacts: LinkedContacts;
  /** Those that stand under the message. */
  texts: readonly AddedText[];
  article: LinkedArticle | null;
  mails: readonly ShownMail[];
  /** The list that leads back. */
  back: { back?: string };
  work: ShownWork;
  /** Notes and what was done, in one order. */
  timeline: readonly ShownEntry[];
  /** By the event: the change of many tips that it is of, where the viewer can undo that. */
  undoable: ReadonlyMap<number, string>;
  note: NoteField;
  answering: Answering;
  beside: Beside;
  /** What it can be closed as. */
  outcomes: readonly Outcome[];
  /** How long it is kept once it is closed, as people say it. */
  kept: KeptFor;
  publication: { article: LinkedArticle | null } | null;
  tags: ShownTags;
  checks: readonly ShownCheck[];
  place: ShownPlace | null;
  /** The tip before it, if one has come here by leaving it. */
  left: Left | null;
  /** What a tip may be about. */
  topics: readonly StaffTopic[];
  /** What the viewer may do with this one. */
  allowed: readonly TipAction[];
  /** Where the change that was just asked for came too late: why, unless others just changed the tip, and what they changed. */
  late: { why: string | null; changes: readonly TipEvent[] } | null;
};

/** What was kept stands in the field that is shown: the one of what is for the reader. */
const isForReader = ({ answering, beside }: TipProps) =>
  answering.mayAnswer && answering.isChosen && !answering.isLate && beside.messages_body.trim() !== '';

export function TipPage(props: TipProps) {
  const { frame, viewer, folder, now, timeZone, back, steps, note, beside } = props;
  const { words, lang } = frame;
  const { tip } = folder;
  const clock = { lang, now, timeZone };
  const title = words.staff.tip.title(tip.number);
  return (
    <DeskPage frame={frame} title={title} viewer={viewer}>
      <p class="on-paper small">
        {frame.newsroom} {words.staff.page.desk} · {title} · {props.url} · <At at={now} clock={clock} />
      </p>
      <SentAnswer {...{ words, back }} number={tip.number} answering={props.answering} />
      {props.left !== null && <LeftTip words={words} back={back} left={props.left} />}
      {props.late !== null && <Stale words={words} clock={clock} tip={tip} {...props.late} />}
      {tip.kept && (note.keptAt !== null || isForReader(props)) && (
        <DraftWaits words={words} isAnswer={isForReader(props)} />
      )}
      {folder.hold !== null && (
        <Held
          {...{ words, clock, back }}
          number={tip.number}
          hold={folder.hold}
          mayRelease={props.allowed.includes('hold')}
        />
      )}
      <TipBar
        {...{ words, clock, tip, back, steps, beside, outcomes: props.outcomes, kept: props.kept }}
        publication={props.publication}
        duplicateOf={folder.duplicateOf}
        place={props.place}
      />
      <div class="folder">
        <div class="said">
          <article class="tip-text" aria-labelledby="title">
            <Head frame={frame} clock={clock} tip={tip} />
            <ResidentNumbers words={words} folder={folder} back={back} />
            <TipMessage
              {...{ words, clock, tip }}
              texts={props.texts}
              article={props.article}
              call={folder.messages[0]?.call ?? null}
            />
          </article>
          {folder.forgetting !== null && (
            <TipProof words={words} clock={clock} forgetting={folder.forgetting} />
          )}
          {tip.kept && <Files words={words} clock={clock} tip={tip} files={props.files} />}
        </div>
        <TipTalk {...props} {...{ words, clock }} files={[...props.files, ...props.sentFiles]} />
        <Aside {...props} clock={clock} />
      </div>
    </DeskPage>
  );
}

/** All that is not the tip's own words: who works on it, by what it is found, who sent it, and how it ends. */
function Aside({ clock, ...props }: TipProps & { clock: Clock }) {
  const { frame, folder, back, beside } = props;
  const { words, lang } = frame;
  const { tip } = folder;
  return (
    <aside aria-label={words.staff.tip.details}>
      {tip.kept && (
        <>
          <TipWork {...props} {...{ words, clock, tip }} />
          <TipTags {...{ words, back, beside }} number={tip.number} tags={props.tags} />
          <TipChecks {...props} {...{ words, clock }} />
          <Contacts
            {...{ words, back }}
            number={tip.number}
            contacts={props.contacts}
            maySee={props.allowed.includes('see contacts')}
            isNameOpened={tip.headline !== null}
            residentNumbers={folder.residentNumbers}
          />
          <Consents words={words} tip={tip} />
          <TipTopic {...{ words, lang, tip, back, beside }} topics={props.topics} />
        </>
      )}
      <Mails
        {...{ words, clock, back }}
        tip={tip}
        mails={props.mails}
        mayMend={props.allowed.includes('give up mail')}
      />
      {tip.kept && props.allowed.includes('change state') && <BlockTalk {...{ words, tip, back }} />}
      {tip.kept && <End {...{ words, clock, back, beside, folder }} allowed={props.allowed} />}
    </aside>
  );
}

/** What it is called, when it came, and by which way. */
function Head({ frame, clock, tip }: { frame: Frame; clock: Clock; tip: ShownTip }) {
  const { words, lang } = frame;
  const title = words.staff.tip.title(tip.number);
  return (
    <header>
      <p class="meta">
        {(!tip.kept || tip.title !== null) && <span>{title}</span>}
        <span>
          <At at={tip.receivedAt} clock={clock} /> (<Ago at={tip.receivedAt} clock={clock} />)
        </span>
        <span>
          <Name words={words} names={channelNames[lang]} word={tip.channel} />
        </span>
        <span>
          {typeof tip.lang === 'string' ? (
            languageName(tip.lang, lang)
          ) : (
            <UnknownWord words={words} word={tip.lang} />
          )}
        </span>
      </p>
      <h1 id="title">{tip.kept ? <bdi>{tip.title ?? title}</bdi> : words.staff.list.forgotten}</h1>
    </header>
  );
}

type FilesProps = { words: Words; clock: Clock; tip: ShownKeptTip; files: ShownFile[] };

/** The gallery: what each file shows, what it tells of itself, and the ways to have it. */
function Files({ words, clock, tip, files }: FilesProps) {
  const { files: labels } = words.staff;
  const inZip = files.filter(({ scan }) => scan.is !== 'infected');
  const size = inZip.reduce((sum, file) => sum + file.size, 0);
  // Without a scanner it is true of every file, and said once.
  const nothingScanned = files.every(({ scan }) => scan.is === 'not scanned');
  return (
    <section class="part evidence" aria-labelledby="files">
      <header>
        <h2>
          <span id="files">{labels.title(files.length)}</span>{' '}
          {files.length > 0 && <PermissionBadge words={words} permission={tip.permission} />}
        </h2>
        {inZip.length > 1 && (
          <a class="button plain compact" href={staffPaths.zip(tip.number)}>
            <Icon name="save" size={18} />
            {labels.zip(formatSize(size, clock.lang))}
          </a>
        )}
      </header>
      {files.length === 0 && <p class="quiet">{labels.none}</p>}
      {files.length > 0 && (
        <p class="quiet small">
          {labels.careful} {files.some(({ copy }) => copy !== null) && labels.copyHint}{' '}
          {nothingScanned && `${labels.scans['not scanned']}.`}
        </p>
      )}
      {files.length > 0 && (
        <ul class="gallery">
          {files.map(file => (
            <FileCard
              key={file.id}
              words={words}
              clock={clock}
              tip={tip}
              file={file}
              tellsScan={!nothingScanned}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
