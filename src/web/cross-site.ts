import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../errors.ts';

/**
 * Lets a change through only when it comes from a page of our own, or from no browser at all. Browsers since 2023 send
 * `Sec-Fetch-Site` (W3C Fetch Metadata); older ones send `Origin` with each POST (RFC 6454), which must name our host.
 */
export function refuseCrossSite(request: Request, _response: Response, next: NextFunction): void {
  if (request.method === 'GET' || request.method === 'HEAD' || isOurs(request)) next();
  else throw new Refusal(403, words => words.desk.refused.crossSite);
}

function isOurs(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  return origin === undefined || hostOf(origin) === request.host;
}

/** Null for `Origin: null`, as sandboxed frames send it. */
const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null);
