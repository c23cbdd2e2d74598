import type { Request } from 'express';
import { renderPage } from '../../../../views/parts/layout.tsx';
import { CodePage, type WhyAsked } from '../../../../views/reader/talk/code.tsx';
import type { Reason } from '../../../errors.ts';
import type { Lang } from '../../../i18n/lang.ts';
import { say } from '../../../i18n/reasons.ts';
import { readerPaths } from '../../../paths.ts';
import type { ReaderContext } from '../context.ts';
import { askedLang } from './asked-lang.ts';
import { talkFrame } from './talk-frame.ts';

/** What is typed and not sent, as the talk was closed by then. */
export type Unsent = { message: string; submission: string; uploads: readonly string[]; hadFiles: boolean };

type Shown = {
  lang?: Lang;
  fault?: Reason;
  why?: WhyAsked | null;
  unsent?: Unsent;
};

/** Where a reader enters the code. */
export function renderCode(
  context: ReaderContext,
  request: Request,
  { lang = askedLang(context, request), fault, why = null, unsent }: Shown,
): string {
  const frame = talkFrame(context, lang, readerPaths.receipt);
  const told = fault === undefined ? null : say(fault, frame.words);
  return renderPage(CodePage({ frame, fault: told, why, unsent: unsent ?? null }));
}
