import type { VNode } from 'preact';
import { dayIn, exactTime } from '../../../../src/i18n/dates.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { Answer, Said } from '../../../../src/tips/said.ts';
import { MailTrouble } from '../../mail-trouble.tsx';
import { Name } from '../../name.tsx';
import { OpenedText } from '../../opened.tsx';
import { calledOf } from '../../person.tsx';
import type { Clock } from '../../time.tsx';
import { TIP_FORM } from '../form-ids.ts';
import type { Answering } from './answering.ts';
import type { Told } from './tip-event.tsx';

type SaidProps = Told & {
  message: Said;
  /** When it was said. */
  time: VNode;
  /** What staff noted of the call in which it was said. */
  call: VNode | null;
  /** The files that went along. */
  sent: VNode | null;
  number: number;
  back: { back?: string };
  answering: Answering;
};

/** What its reader has said since, with the names of its files, which stand in the gallery; or what staff have said to them, with its files. */
export function SaidText(props: SaidProps) {
  const { words, files, message, time, call, sent } = props;
  const { tip: labels } = words.staff;
  const { answer } = message;
  const own = files.filter(({ id }) => message.files.includes(id));
  return (
    <li class={answer === null ? 'written from-reader' : 'written to-reader'} id={`said-${message.id}`}>
      <p class="by">
        {answer === null ? <strong>{labels.fromReader}</strong> : <Written {...props} answer={answer} />}
        {time}
      </p>
      {message.body !== '' && (
        <div class="note" dir="auto">
          <OpenedText words={words} text={message.body} />
        </div>
      )}
      {call}
      {own.length > 0 && answer === null && (
        <p class="quiet small">
          {labels.messageFiles}: <bdi>{own.map(({ shortName }) => shortName).join(', ')}</bdi>
        </p>
      )}
      {sent}
      {answer !== null && <Fate {...props} answer={answer} />}
    </li>
  );
}

type AnswerProps = Pick<SaidProps, 'words' | 'clock'> & { answer: Answer };

/** Who wrote to the reader, and by which way: whoever reads it must not take it for a note. */
function Written({ words, answer: { by, way } }: AnswerProps) {
  const { answering } = words.staff;
  return (
    <>
      <strong>
        <bdi title={by?.email}>
          {answering.written(by === null ? words.staff.history.nobody : calledOf(by))}
        </bdi>
      </strong>
      <span class="quiet">
        <Name words={words} names={answering.ways} word={way} />
      </span>
    </>
  );
}

/** What became of it, as far as anybody knows. */
function Fate({ words, clock, message, number, back, answering, answer }: SaidProps & AnswerProps) {
  const { answering: labels } = words.staff;
  const left = answering.undoable.get(message.id);
  const trouble = answering.troubles.get(message.id);
  const isRefused = answer.fate === 'failed' || answer.fate === 'not sent';
  const facts = [
    answer.fate === 'not sent' && answer.shownAt === null ? labels.neverSent : labels.fates[answer.fate],
    isRefused && answer.shownAt !== null ? labels.onReceiptPage : '',
    answer.readAt === null ? '' : labels.read(readTime(answer.readAt, message.at, clock)),
    answer.takenAwayAt === null ? '' : labels.takenAway,
  ];
  return (
    <p class={answer.fate === 'failed' ? 'fate small error' : 'fate small'}>
      <span data-then={labels.fates.sending}>{facts.filter(fact => fact !== '').join(' · ')}</span>
      {trouble !== undefined && (
        <>
          {' · '}
          <MailTrouble words={words} shown={trouble} isToReader />
        </>
      )}
      {answer.stuckMail !== null && answering.mayGiveUp && (
        <GiveUp {...{ words, number, back }} mail={answer.stuckMail} />
      )}
      {left !== undefined && (
        <span class="undoing" data-left={left ?? undefined}>
          {' '}
          <UndoAnswer words={words} action={staffPaths.undoAnswer(number, message.id, back)} />
          {message.files.length > 0 && ` ${labels.undoFiles}`}
        </span>
      )}
    </p>
  );
}

type GiveUpProps = Pick<SaidProps, 'words' | 'number' | 'back'> & { mail: string };

/** It stays on the reader's page, and no mail of it goes any more. */
const GiveUp = ({ words, number, back, mail }: GiveUpProps) => (
  <>
    {' '}
    <button
      {...{ class: 'link', type: 'submit', form: TIP_FORM, formNoValidate: true, name: 'mail', value: mail }}
      formAction={staffPaths.giveUpMail(number, back)}
    >
      {words.staff.answering.giveUp}
    </button>
  </>
);

/** Of the day that stands above it, the time alone. */
function readTime(at: number, since: number, { lang, timeZone }: Clock): string {
  const read = dayIn(at, lang, timeZone);
  return read.day === dayIn(since, lang, timeZone).day ? read.clock : exactTime(at, lang, timeZone);
}

/** With what is typed on the page by then, which stays. */
export const UndoAnswer = ({ words, action, keys }: { words: Words; action: string; keys?: object }) => (
  <button class="link" type="submit" form={TIP_FORM} formAction={action} formNoValidate {...keys}>
    {words.staff.answering.undo}
  </button>
);
