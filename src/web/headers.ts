import type { RequestHandler } from 'express';

const policy = [
  "default-src 'none'",
  "style-src 'self'",
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

/** The headers of every answer. A page that needs others sets them over these. */
export function strictHeaders(isHttps: boolean): RequestHandler {
  const headers = new Map(
    Object.entries({
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy':
        'camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()',
      // Where a reader came from, and that they were here, is theirs to tell.
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Cache-Control': 'no-cache',
      ...(isHttps ? { 'Strict-Transport-Security': `max-age=${YEAR}` } : {}),
    }),
  );
  return (_request, response, next) => {
    response.setHeaders(headers);
    next();
  };
}
