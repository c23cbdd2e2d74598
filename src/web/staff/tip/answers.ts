import { z } from 'zod';
import { sayEach } from '../../../i18n/reasons.ts';
import { answerReader } from '../../../tips/talk/answer-reader.ts';
import { undoAnswer } from '../../../tips/talk/undo-answer.ts';
import { clean } from '../../../tips/text.ts';
import type { StaffContext } from '../context.ts';
import { change, tipNumber } from '../forms.ts';
import { type StaffRequest, wantsJson } from '../request.ts';
import { faultsIn } from './faults.ts';
import { actOrTell, changeTip } from './tip-page.tsx';
import { keepTyped, typedOf } from './typed.ts';

/** What staff write to a tip's reader, by where it is posted to. */
export const ANSWERS = { messages: answer, 'messages/:message/undo': undo } as const;

const text = z.string().transform(clean);
const id = z.string().max(64).catch('');

/** As another program sends it, whose one text is the answer. */
const ofProgram = change.extend({ body: text.catch(''), way: id, seen: id });
/** A tip's page is one form, in which a note has these names. */
const ofPage = change
  .extend({ messages_body: text, messages_way: id, messages_seen: id })
  .transform(({ version, messages_body: body, messages_way: way, messages_seen: seen }) => {
    return { version, body, way, seen };
  });

function readAnswer(request: StaffRequest) {
  const sent = request.raw.body ?? {};
  const page = ofPage.safeParse(sent);
  const { way, ...asked } = page.success ? page.data : ofProgram.parse(sent);
  return { number: tipNumber(request), way: way || 'receipt', ...asked, isOfPage: page.success };
}

/** `body`; `way`, by the receipt's page alone unless said; `seen`: the id of the last message that its writer saw. */
async function answer(context: StaffContext, request: StaffRequest): Promise<void> {
  const { isOfPage, ...asked } = readAnswer(request);
  const act = () => answerReader(context, request.viewer, asked);
  if (!isOfPage) return answerProgram(request, act);
  await keepTyped(context, request, typedOf(request));
  await actOrTell(context, request, () => changeTip(context, request, async () => (await act()).version));
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
  const act = () => undoAnswer(context, request.viewer, given);
  if (wantsJson(request)) return void request.response.json(await act());
  await keepTyped(context, request, typedOf(request));
  await changeTip(context, request, async () => {
    await act();
    return null;
  });
}
