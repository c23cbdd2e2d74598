import type { Response } from 'express';
import type { ReaderContext } from './context.ts';
import { clearSentCookie } from './sent-cookie.ts';
import { clearTalkCookie } from './talk/talk-cookie.ts';

/** Nothing by which whoever has the device next comes to a receipt or to a talk stays on it. */
export function clearDevice(response: Response, context: ReaderContext): void {
  clearReceipt(response, context);
  clearTalkCookie(response, context);
  response.set('Clear-Site-Data', '"cache", "storage"');
}

/** The page of the receipt shows it no longer. */
export function clearReceipt(response: Response, { settings, keys, clock }: ReaderContext): void {
  clearSentCookie(response, { keys: keys.cookie, isHttps: settings.publicUrl.startsWith('https:'), clock });
}
