import type { Context } from '../../../context.ts';
import { randomId } from '../../../crypto/ids.ts';
import type { Write } from '../../../db/database.ts';
import { notFound, Refusal } from '../../../errors.ts';
import { noteDeskEvent } from '../../../history/note-desk-event.ts';
import { LANGS } from '../../../i18n/lang.ts';
import { authorize, type Viewer } from '../../../staff/access.ts';
import { type AnswerFields, faulty, refuseFaults } from './faults.ts';
import { holdReadyAnswers, type KeptAnswer, keepReadyAnswers } from './kept-answers.ts';

/** Who looks for one among more writes it anew. */
const MOST_ANSWERS = 50;

type AnswerContext = Pick<Context, 'database' | 'clock'>;

/**
 * It comes last. Gives its id.
 * @throws {Refusal} when the viewer may not manage them; with faults by field when something in it is wrong, or there are too many.
 */
export async function addReadyAnswer(
  context: AnswerContext,
  viewer: Viewer,
  fields: AnswerFields,
): Promise<string> {
  authorize(viewer, 'manage ready answers');
  refuseFaults(fields);
  const id = randomId();
  await change(context, async trx => {
    const answers = await holdReadyAnswers(trx);
    if (answers.length >= MOST_ANSWERS)
      throw faulty({ name: { code: 'too-many-ready-answers', limit: MOST_ANSWERS } });
    await keepReadyAnswers(trx, [...answers, { id, version: 1, ...fields }]);
    return { kind: 'ready answer made', by: viewer.staffId, subject: fields.name };
  });
  return id;
}

type Seen = { id: string; version: number };

/**
 * Gives its new version.
 * @throws {Refusal} as `addReadyAnswer`; when there is none; when it is no longer as the viewer saw it.
 */
export async function changeReadyAnswer(
  context: AnswerContext,
  viewer: Viewer,
  seen: Seen,
  { name, texts }: AnswerFields,
): Promise<number> {
  authorize(viewer, 'manage ready answers');
  refuseFaults({ name, texts });
  const version = seen.version + 1;
  await change(context, async trx => {
    const answers = await holdReadyAnswers(trx);
    const before = asSeen(answers, seen);
    const changed = { ...before, version, name, texts: { ...before.texts, ...texts } };
    await keepReadyAnswers(trx, answers.with(answers.indexOf(before), changed));
    const what = whatChanged(before, changed);
    return {
      ...{ kind: 'ready answer changed', by: viewer.staffId, subject: name },
      detail: what === '' ? null : what,
    };
  });
  return version;
}

/** The texts are not repeated: the history is kept for ever, and they may be long. */
const whatChanged = (before: KeptAnswer, after: KeptAnswer): string =>
  [
    before.name === after.name ? [] : [`name: ${before.name} → ${after.name}`],
    LANGS.filter(lang => (before.texts[lang] ?? '') !== after.texts[lang]).map(lang => `text_${lang}`),
  ]
    .flat()
    .join(', ');

/** @throws {Refusal} as `changeReadyAnswer`. */
export async function removeReadyAnswer(context: AnswerContext, viewer: Viewer, seen: Seen): Promise<void> {
  authorize(viewer, 'manage ready answers');
  await change(context, async trx => {
    const answers = await holdReadyAnswers(trx);
    const gone = asSeen(answers, seen);
    await keepReadyAnswers(
      trx,
      answers.filter(answer => answer !== gone),
    );
    return { kind: 'ready answer removed', by: viewer.staffId, subject: gone.name };
  });
}

/**
 * Changes places with the one before it, or behind; at the end of the list nothing is changed.
 * @throws {Refusal} when the viewer may not manage them; when there is no such answer.
 */
export async function moveReadyAnswer(
  context: AnswerContext,
  viewer: Viewer,
  id: string,
  way: 'up' | 'down',
): Promise<void> {
  authorize(viewer, 'manage ready answers');
  await change(context, async trx => {
    const answers = await holdReadyAnswers(trx);
    const from = answers.findIndex(answer => answer.id === id);
    const moved = answers[from];
    if (moved === undefined) throw notFound();
    const to = way === 'up' ? from - 1 : from + 1;
    const other = answers[to];
    if (other === undefined) return null;
    await keepReadyAnswers(trx, answers.with(to, moved).with(from, other));
    const detail = `order: ${from + 1} → ${to + 1}`;
    return { kind: 'ready answer changed', by: viewer.staffId, subject: moved.name, detail };
  });
}

/** Of the answers that are held. @throws {Refusal} */
function asSeen(answers: readonly KeptAnswer[], { id, version }: Seen): KeptAnswer {
  const answer = answers.find(one => one.id === id);
  if (answer === undefined) throw notFound();
  if (answer.version !== version) throw new Refusal({ code: 'ready-answer-stale' });
  return answer;
}

type Noted = Omit<Parameters<typeof noteDeskEvent>[1], 'at'>;

/** With the event that tells of it; null where nothing has changed. */
const change = ({ database, clock }: AnswerContext, act: (trx: Write) => Promise<Noted | null>) =>
  database.write(async trx => {
    const noted = await act(trx);
    if (noted !== null) await noteDeskEvent(trx, { ...noted, at: clock() });
  });
