import type { Request, Response } from 'express';
import { findSentFile } from '../../../tips/talk/find-sent-file.ts';
import { safeName } from '../../http/files/file-names.ts';
import { sendFile } from '../../http/files/send-file.ts';
import type { ReaderContext } from '../context.ts';
import { renderCode } from './code-page.ts';
import { talkOf } from './opened-talk.ts';
import { setTalkCookie } from './talk-cookie.ts';

/** What staff sent along with an answer: to be saved, and never shown in place. */
export async function sendSentFile(
  context: ReaderContext,
  request: Request,
  response: Response,
): Promise<void> {
  const talk = await talkOf(context, request);
  if (talk === null) return void response.status(403).send(renderCode(context, request, { why: 'over' }));
  const { id, size, seal, sha256, name } = await findSentFile(
    context,
    talk.number,
    String(request.params['id']),
  );
  // Whoever fetches it is at the page still.
  setTalkCookie(response, context, { receipt: talk.receipt, done: null });
  const sent = { id, size, seal, etag: `"${sha256}"`, name: safeName(name), shownAs: null };
  await sendFile({ raw: request, response }, context.files, sent);
}
