import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { renderPage } from '../../../../views/parts/layout.tsx';
import { TalkPage } from '../../../../views/reader/talk/talk.tsx';
import { TalkOverPage } from '../../../../views/reader/talk/talk-over.tsx';
import { type FormFields, readFormFields } from '../../../channels/form/fields.ts';
import type { Faults, Reason } from '../../../errors.ts';
import { exactTime, keptFor, lengthInDays } from '../../../i18n/dates.ts';
import type { Lang } from '../../../i18n/lang.ts';
import { say, sayEach } from '../../../i18n/reasons.ts';
import { formScriptWords } from '../../../i18n/words.ts';
import { readerPaths } from '../../../paths.ts';
import { readArticle } from '../../../tips/intake/article.ts';
import { findTalk, type Talk } from '../../../tips/talk/find-talk.ts';
import { readLeft, readTalk, readWithdrawal } from '../../../tips/talk/read-talk.ts';
import { MESSAGE_LIMIT, TEXT_LIMIT } from '../../../tips/text.ts';
import type { ReaderContext } from '../context.ts';
import { askedLang } from './asked-lang.ts';
import type { Done } from './talk-cookie.ts';
import { talkFrame } from './talk-frame.ts';

/** What was typed and not taken. */
export type TypedMessage = {
  message: string;
  submission: string;
  uploads: readonly string[];
  asksForFiles: boolean;
  isToldOfNumbers: boolean;
};

type Asked = {
  request: Request;
  response: Response;
  talk: Talk;
  done: Done | null;
  /** Whether the receipt stands in it. */
  showsCode?: boolean;
  lang?: Lang;
  faults?: Faults;
  /** A fault of no field. */
  notice?: Reason | null;
  typed?: TypedMessage;
  contacts?: FormFields;
};

const NOTHING_TYPED = { message: '', uploads: [], asksForFiles: false, isToldOfNumbers: false };

/** The reader's own tip, or why it is over. */
export async function sendTalk(context: ReaderContext, { request, response, talk: found, ...asked }: Asked) {
  const { lang = askedLang(context, request), done, faults = {}, notice = null, typed, contacts } = asked;
  const { showsCode = false } = asked;
  const frame = talkFrame(context, lang, readerPaths.tip);
  // What was asked for may have been refused as it was over by then.
  const talk = (await findTalk(context, found.receipt)) ?? found;
  const tip = talk.over === null ? await readTalk(context, talk.number) : null;
  if (tip === null) {
    const unsent = typed?.message ?? null;
    return void response.send(await renderOver(context, lang, talk, { unsent, faults, done }));
  }
  const { limits, retention, newsroom } = context.settings;
  const props = {
    ...{ frame, tip, done, receipt: showsCode ? talk.receipt : null },
    timeZone: newsroom.timeZone,
    article: tip.end?.article == null ? null : readArticle(tip.end.article),
    limits: { ...sizesOf(limits), message: MESSAGE_LIMIT, text: TEXT_LIMIT },
    scriptWords: JSON.stringify(formScriptWords(frame.words.reader.browser)),
    code: { uploads: context.assets.href('uploads.js'), cleaning: context.assets.href('cleaning.js') },
    kept: keptFor(retention, lang),
    withdrawnKept: lengthInDays(retention.withdrawn, lang),
    faults: sayEach(faults, frame.words),
    notice: notice && say(notice, frame.words),
    typed: typed ?? { ...NOTHING_TYPED, submission: randomUUID() },
    contacts: contacts ?? readFormFields({}),
    opened:
      contacts === undefined ? null : 'sure' in faults ? ('withdrawal' as const) : ('contacts' as const),
  };
  response.send(renderPage(TalkPage(props)));
}

const sizesOf = ({ fileSize, fileCount, fileTotal }: ReaderContext['settings']['limits']) => {
  return { fileSize, fileCount, fileTotal };
};

/** `unsent`: a message that was not taken; `faults`: of the withdrawal. */
async function renderOver(
  context: ReaderContext,
  lang: Lang,
  { number, over }: Talk,
  { unsent, faults, done }: { unsent: string | null; faults: Faults; done: Done | null },
): Promise<string> {
  const frame = talkFrame(context, lang, readerPaths.tip);
  const { timeZone } = context.settings.newsroom;
  const withdrawn = over === 'withdrawn' ? await readWithdrawal(context, number) : null;
  const goes = withdrawn?.goes ?? null;
  const contacts = over === 'closed' ? await readLeft(context, number) : null;
  const left = withdrawn && {
    isGone: withdrawn.isGone,
    goes: goes === null || goes <= context.clock() ? null : exactTime(goes, lang, timeZone),
  };
  const withdrawal = {
    kept: lengthInDays(context.settings.retention.withdrawn, lang),
    fault: sayEach(faults, frame.words)['sure'] ?? null,
  };
  const props = { frame, why: over ?? 'forgotten', left, contacts, done, unsent, number, ...withdrawal };
  return renderPage(TalkOverPage(props));
}
