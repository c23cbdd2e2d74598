import { renderPage } from '../../../views/parts/layout.tsx';
import { SentPage } from '../../../views/reader/sent.tsx';
import { exactTime } from '../../i18n/dates.ts';
import { type Lang, wordsOf } from '../../i18n/words.ts';
import { readerPaths } from '../../paths.ts';
import { type ReaderContext, readerFrame } from './context.ts';
import type { ArrivedTip, SentTip } from './sent-cookie.ts';

type Asked = Parameters<typeof readerFrame>[1];

/** That a tip has arrived, with its receipt where that is at hand; null: nothing is known of one. */
export function renderSent(
  context: ReaderContext,
  request: Asked,
  lang: Lang,
  tip: SentTip | ArrivedTip | null,
): string {
  const { settings, channels } = context;
  const frame = readerFrame(context, request, lang, 'sent.js');
  const isHttps = settings.publicUrl.startsWith('https:');
  const sent = tip && { ...tip, at: timeOf(context, tip, lang), atIso: new Date(tip.at).toISOString() };
  return renderPage(SentPage({ frame, sent, channels, isHttps }));
}

/** The same for the form's script, which shows it where no cookie is kept, with the file to save in it. */
export function renderSentForScript(
  context: ReaderContext,
  request: Asked,
  lang: Lang,
  tip: SentTip,
): string {
  const { channels } = context;
  const frame = readerFrame(context, request, lang, 'sent.js');
  const shown = { ...tip, at: timeOf(context, tip, lang), atIso: new Date(tip.at).toISOString() };
  const sent = { ...shown, file: receiptFile(context, tip, lang) };
  return renderPage(SentPage({ frame, sent, channels, isHttps: false }));
}

/** The file that a reader saves. */
export const receiptFile = (context: ReaderContext, tip: SentTip, lang: Lang): string =>
  wordsOf(lang).reader.sent.file({
    ...tip,
    at: timeOf(context, tip, lang),
    newsroom: context.settings.newsroom.name,
    back: `${context.settings.publicUrl}${readerPaths.receipt}`,
  });

const timeOf = ({ settings }: ReaderContext, { at }: ArrivedTip, lang: Lang): string =>
  exactTime(at, lang, settings.newsroom.timeZone);
