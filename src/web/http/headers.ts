import type { RequestHandler } from 'express';

/** `styles` are the sources of those that stand in pages. */
const policyWith = (styles: readonly string[]) =>
  [
    "default-src 'none'",
    `style-src 'self' ${styles.join(' ')}`,
    "script-src 'self'",
    // A reader's own pictures and videos, before they are sent.
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const YEAR = 365 * 24 * 60 * 60;

/** May be kept, as for going back to it, and is asked for anew. */
export const KEPT = { 'Cache-Control': 'no-cache' };

type Setup = { isHttps: boolean; styles: readonly string[] };

export type Headers = Map<string, string>;

/** The headers of every answer. A page that needs others sets them over these. */
export const strictHeaders = ({ isHttps, styles }: Setup): Headers =>
  new Map(
    Object.entries({
      'Content-Security-Policy': policyWith(styles),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy':
        'camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()',
      // Where a reader came from, and that they were here, is theirs to tell.
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      // A page that shows nothing of anybody's says so.
      'Cache-Control': 'no-store',
      ...(isHttps ? { 'Strict-Transport-Security': `max-age=${YEAR}` } : {}),
    }),
  );

/** Sets them, once. */
export const setHeaders =
  (headersNow: () => Headers): RequestHandler =>
  (_request, response, next) => {
    const headers = headersNow();
    const [[first] = ['']] = headers;
    if (!response.hasHeader(first)) response.setHeaders(headers);
    next();
  };
