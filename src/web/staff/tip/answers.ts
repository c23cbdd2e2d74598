import { z } from 'zod';
import type { Faults } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { staffPaths } from '../../../paths.ts';
import { authorizeFor } from '../../../staff/access.ts';
import { loadFacts } from '../../../tips/read/load-facts.ts';
import { answerReader } from '../../../tips/talk/answer-reader.ts';
import { undoAnswer } from '../../../tips/talk/undo-answer.ts';
import { clean, isBlank } from '../../../tips/text.ts';
import { NOTHING_BESIDE } from '../../../tips/typed-beside.ts';
import type { Typed } from '../../../tips/work/notes/drafts.ts';
import type { StaffContext } from '../context.ts';
import { change, tipNumber } from '../forms.ts';
import { readBack } from '../list/list-question.ts';
import { type StaffRequest, wantsJson } from '../request.ts';
import type { AnswerFiles } from './came-along.ts';
import { faultsIn } from './faults.ts';
import { actOrTell, changeTip } from './tip-page.tsx';
import { typedOf, without } from './typed.ts';

/** What is done about what staff have written to a tip's reader, by where it is posted to. */
export const ANSWERS = { 'messages/:message/undo': undo } as const;

const text = z.string().transform(clean);
const id = z.string().max(64).catch('');
/** One that is sent twice, say, is none that there is: nobody is answered by another way than they asked for. */
const UNKNOWN_WAY = '?';
const way = z.string().max(64).default('').catch(UNKNOWN_WAY);

/** As another program sends it, whose one text is the answer. */
const ofProgram = change.extend({ body: text.catch(''), way, seen: id });
/** A tip's page is one form, in which a note has these names. */
const ofPage = change
  .extend({ messages_body: text, messages_way: way, messages_seen: id })
  .transform(({ version, messages_body: body, messages_way: way, messages_seen: seen }) => {
    return { version, body, way, seen };
  });

function readAnswer(request: StaffRequest) {
  const sent = request.raw.body ?? {};
  const page = ofPage.safeParse(sent);
  const { way, ...asked } = page.success ? page.data : ofProgram.parse(sent);
  return { number: tipNumber(request), way: way || 'receipt', ...asked, isOfPage: page.success };
}

/** `body`; `way`, by the receipt's page alone unless said; `seen`: the id of the last message that its writer saw; files of any name. */
export async function answer(
  context: StaffContext,
  request: StaffRequest,
  files: AnswerFiles,
): Promise<void> {
  const { isOfPage, ...asked } = readAnswer(request);
  const give = async (left?: Typed) => {
    // First: to who may not see it, files or not, it must look as if it were not there.
    authorizeFor(request.viewer, 'answer', await loadFacts(context.database.query, asked.number));
    const said = { ...asked, ...(left !== undefined && { left }), files: files.taken() };
    const answered = await answerReader(context, request.viewer, said);
    files.keep();
    return answered;
  };
  if (!isOfPage) return answerProgram(request, give);
  const typed = typedOf(request);
  const left = without(typed, 'messages_body', 'messages_way');
  const sent = async () => (await give(left)).version;
  await actOrTell(
    context,
    request,
    () => changeTip(context, request, sent, () => toTalk(request)),
    error => onPage(faultsIn(error)),
  );
}

/** There a note has a field of the one's name. */
function onPage(faults: Faults | null): Faults | null {
  if (faults === null) return null;
  const { body, files, ...others } = faults;
  return { ...(body && { messages_body: body }), ...(files && { messages_files: files }), ...others };
}

/** What it sent is no draft of its owner's. */
async function answerProgram({ response, words }: StaffRequest, act: () => ReturnType<typeof answerReader>) {
  try {
    response.json(await act());
  } catch (error) {
    const faults = faultsIn(error);
    if (faults === null) throw error;
    response.status(422).json({ errors: sayEach(faults, words) });
  }
}

/** As long as its reader has not been shown it. */
async function undo(context: StaffContext, request: StaffRequest): Promise<void> {
  const given = { number: tipNumber(request), message: String(request.raw.params['message']) };
  if (wantsJson(request)) return void request.response.json(await undoAnswer(context, request.viewer, given));
  const typed = typedOf(request);
  const undone = async () => {
    const asDraft = (body: string) => withAnswer(typed, body);
    await undoAnswer(context, request.viewer, { ...given, asDraft });
    return null;
  };
  await changeTip(context, request, undone, () => toTalk(request));
}

const toTalk = (request: StaffRequest) => staffPaths.tipNotes(tipNumber(request), readBack(request));

/** What it said stands in its field again, before what was begun there meanwhile. */
function withAnswer(typed: Typed, body: string): Typed {
  const beside = { ...NOTHING_BESIDE, ...typed.beside };
  const whole = [body, beside.messages_body].filter(text => !isBlank(text)).join('\n\n');
  return { ...typed, beside: { ...beside, messages_body: whole } };
}
