import type { Request, RequestHandler } from 'express';
import { isReadableAddress } from '../../../crypto/address-bucket.ts';
import type { Log } from '../../../log.ts';
import { isForwarded } from '../../reader/addresses.ts';

/**
 * `forwarded`: a proxy that nobody told us of hides every address behind its own. `direct`: somebody came past the proxies
 * that we were told of, and may name any address. `unreadable`: what a proxy writes is no address. Each undoes the limits.
 */
const TOLD = {
  forwarded: 'a proxy seems to stand in front, and TRUST_PROXY is 0',
  direct: 'a request came past the proxies that TRUST_PROXY counts',
  unreadable: 'a proxy writes addresses that cannot be read, so that their senders count as one',
} as const;

export type ProxyWarning = keyof typeof TOLD;

/** Those that look after the desk ask it directly. */
const ASKED_DIRECTLY = new Set(['/healthz', '/metrics']);

/** Notes what is amiss between the desk and its readers. It is logged once, and told until the next start. */
export function createProxyWatch(trustProxy: number, log: Log) {
  const seen = new Set<ProxyWarning>();
  const watch: RequestHandler = (request, _response, next) => {
    const found = warningOf(request, trustProxy);
    if (found !== null && !seen.has(found)) {
      seen.add(found);
      log.warn({}, TOLD[found]);
    }
    next();
  };
  return { watch, warnings: (): readonly ProxyWarning[] => [...seen] };
}

function warningOf(request: Request, trustProxy: number): ProxyWarning | null {
  if (trustProxy === 0) return isForwarded(request) ? 'forwarded' : null;
  const named = request.get('x-forwarded-for')?.split(',') ?? [];
  const hops = named.filter(name => name.trim() !== '').length;
  if (hops < trustProxy) return ASKED_DIRECTLY.has(request.path) ? null : 'direct';
  return isReadableAddress(request.ip ?? '') ? null : 'unreadable';
}
