import type { Request, RequestHandler } from 'express';
import { Refusal } from '../../../errors.ts';
import { bearerOf } from '../bearer.ts';

type Asked = Pick<Request, 'get' | 'host' | 'headers'>;

/**
 * Lets a change through only when it comes from a page of our own, or from no browser at all. What brings a token does so by
 * no browser's doing, and no cookie of it is looked at.
 */
export const refuseCrossSite =
  (publicUrl: string): RequestHandler =>
  (request, _response, next) => {
    const mayChange = request.method !== 'GET' && request.method !== 'HEAD';
    if (mayChange && bearerOf(request) === null && isCrossSite(request, publicUrl))
      throw new Refusal({ code: 'cross-site' });
    next();
  };

/**
 * Browsers since 2023 send `Sec-Fetch-Site` (W3C Fetch Metadata) to whom they trust, by https; older ones, and all of them by
 * plain http, send `Origin` with each POST (RFC 6454). It is ours when it is `PUBLIC_URL`'s or names the request's own host.
 */
export function isCrossSite(request: Asked, publicUrl: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.get('origin');
  return origin !== undefined && !isOwn(origin, request, publicUrl);
}

/** `Origin: null`, as sandboxed frames and pages without a referrer send it, is nobody's. */
function isOwn(text: string, request: Asked, publicUrl: string): boolean {
  const origin = URL.parse(text);
  if (origin === null || !/^https?:$/.test(origin.protocol)) return false;
  // What a trusted proxy forwards, and what it calls us by itself.
  const hosts = [request.host, request.headers.host];
  return origin.origin === publicUrl || hosts.some(host => origin.host === hostOf(origin.protocol, host));
}

/** As a browser writes it: in small letters, and without the port that goes without saying. */
const hostOf = (protocol: string, host = '') =>
  /[/?#@\\\s]/.test(host) ? null : (URL.parse(`${protocol}//${host}`)?.host ?? null);
