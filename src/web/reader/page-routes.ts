import type { Request, Router } from 'express';
import { renderPage } from '../../../views/parts/layout.tsx';
import { ChannelsPage } from '../../../views/reader/channels.tsx';
import { PrivacyPage } from '../../../views/reader/privacy.tsx';
import { keptFor } from '../../i18n/dates.ts';
import { isLang, type Lang } from '../../i18n/words.ts';
import { readerPaths } from '../../paths.ts';
import { KEPT } from '../http/headers.ts';
import { langOf } from '../http/lang.ts';
import { createRouter } from '../http/router.ts';
import { isAddressUnkept } from './addresses.ts';
import { type ReaderContext, readerFrame } from './context.ts';
import { type ArrivedTip, readArrivedMark, readSentCookie } from './sent-cookie.ts';
import { receiptFile, renderSent } from './sent-page.ts';

export function pageRoutes(context: ReaderContext): Router {
  const { settings } = context;
  const cookie = {
    keys: context.keys.cookie,
    isHttps: settings.publicUrl.startsWith('https:'),
    clock: context.clock,
  };

  return createRouter()
    .get(readerPaths.sent, (request, response) => {
      const sent = readSentCookie(request, cookie);
      const arrived = readArrivedMark(request, cookie);
      // The mark has done its work, and need not stand in the browser's history.
      if (sent !== null && arrived?.number === sent.number) return response.redirect(303, readerPaths.sent);
      const tip = arrived ?? sent;
      const lang = receiptLang(context, request, tip);
      return response.send(renderSent(context, request, lang, tip));
    })
    .get(readerPaths.receiptFile, (request, response) => {
      const sent = readSentCookie(request, cookie);
      if (sent === null) return response.redirect(303, readerPaths.sent);
      const lang = receiptLang(context, request, sent);
      response.set('Content-Disposition', `attachment; filename="receipt-${sent.number}.txt"`);
      return response.type('text/plain; charset=utf-8').send(receiptFile(context, sent, lang));
    })
    .get(readerPaths.privacy, (request, response) => {
      const frame = readerFrame(context, request, langOf(request, settings), 'sent.js');
      const addressUnkept = isAddressUnkept(settings, request);
      const { officer, contact } = settings.privacy;
      const isHttps = settings.publicUrl.startsWith('https:');
      const kept = keptFor(settings.retention, frame.lang);
      const facts = { officer, contact, isHttps, addressUnkept, kept };
      response.set(KEPT).send(renderPage(PrivacyPage({ frame, ...facts })));
    })
    .get(readerPaths.channels, (request, response) => {
      const frame = readerFrame(context, request, langOf(request, settings), 'sent.js');
      const shown = { channels: context.channels, address: settings.publicUrl };
      response.set(KEPT).send(renderPage(ChannelsPage({ frame, ...shown })));
    });
}

/** The receipt speaks the language in which the tip was sent, unless another is asked for. */
const receiptLang = ({ settings }: ReaderContext, request: Request, sent: ArrivedTip | null): Lang =>
  sent?.lang == null || isLang(request.query['lang']) ? langOf(request, settings) : sent.lang;
