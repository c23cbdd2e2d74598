import { type Request, Router } from 'express';
import { renderPage } from '../../../views/layout.tsx';
import { ChannelsPage } from '../../../views/reader/channels.tsx';
import { PrivacyPage } from '../../../views/reader/privacy.tsx';
import { SentPage } from '../../../views/reader/sent.tsx';
import { exactTime } from '../../i18n/dates.ts';
import { isLang, type Lang, wordsOf } from '../../i18n/words.ts';
import { langOf } from '../lang.ts';
import { type ReaderDoor, readerFrame } from './door.ts';
import { readSentCookie, type SentTip } from './sent-cookie.ts';

export function pageRoutes(door: ReaderDoor): Router {
  const { config, desk, channels } = door;
  const cookie = { key: desk.keys.cookie, isHttps: config.publicUrl.startsWith('https:'), clock: desk.clock };
  const timeOf = (sent: SentTip, lang: Lang) => exactTime(sent.at, lang, desk.timeZone);

  return Router()
    .get('/sent', (request, response) => {
      const sent = readSentCookie(request, cookie);
      const lang = receiptLang(request, sent);
      const frame = readerFrame(door, request, lang, 'sent.js');
      const shown = sent && { ...sent, at: timeOf(sent, lang), atIso: new Date(sent.at).toISOString() };
      response.set('Cache-Control', 'no-store').send(renderPage(SentPage({ frame, sent: shown, channels })));
    })
    .get('/sent/receipt.txt', (request, response) => {
      const sent = readSentCookie(request, cookie);
      response.set('Cache-Control', 'no-store');
      if (sent === null) return response.redirect(303, '/sent');
      const lang = receiptLang(request, sent);
      const text = wordsOf(lang).reader.sent.file({
        ...sent,
        at: timeOf(sent, lang),
        newsroom: config.newsroom.name,
      });
      response.set('Content-Disposition', `attachment; filename="receipt-${sent.number}.txt"`);
      return response.type('text/plain; charset=utf-8').send(text);
    })
    .get('/privacy', (request, response) => {
      const frame = readerFrame(door, request, langOf(request));
      response.send(renderPage(PrivacyPage({ frame, contact: config.privacyContact })));
    })
    .get('/channels', (request, response) => {
      const frame = readerFrame(door, request, langOf(request), 'sent.js');
      response.send(renderPage(ChannelsPage({ frame, channels, address: config.publicUrl })));
    });
}

/** The receipt speaks the language in which the tip was sent, unless another is asked for. */
const receiptLang = (request: Request, sent: SentTip | null): Lang =>
  sent === null || isLang(request.query['lang']) ? langOf(request) : sent.lang;
