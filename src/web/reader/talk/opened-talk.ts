import type { Request } from 'express';
import { findTalk, type Talk } from '../../../tips/talk/find-talk.ts';
import type { ReaderContext } from '../context.ts';
import { type OpenedTalk, readTalkCookie } from './talk-cookie.ts';

/** Null: the cookie is over or missing, or what it opened is. */
export async function talkOf(
  context: ReaderContext,
  request: Request,
): Promise<(Talk & Omit<OpenedTalk, 'receipt'>) | null> {
  const opened = readTalkCookie(request, context);
  const talk = opened && (await findTalk(context, opened.receipt));
  return talk && { ...talk, done: opened.done, showsCode: opened.showsCode };
}
