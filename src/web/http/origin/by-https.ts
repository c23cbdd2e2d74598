import type { Request } from 'express';
import type { Config } from '../../../config/config.ts';

type Asked = Pick<Request, 'get' | 'protocol'>;

/**
 * Where this page is to be opened, when it was opened by http and the desk is to be reached by https: the browser would not
 * keep a cookie that is bound to https. Null when all is well, or when nobody can tell.
 */
export function httpsAddress(
  request: Asked,
  { publicUrl, trustProxy }: Pick<Config, 'publicUrl' | 'trustProxy'>,
  path: string,
): string | null {
  return publicUrl.startsWith('https:') && schemeOf(request, trustProxy) === 'http' ? publicUrl + path : null;
}

/** A browser knows best, and says it with each POST. What a proxy says is of the last part of the way alone. */
function schemeOf(request: Asked, trustProxy: number): string | null {
  const origin = request.get('origin');
  if (origin !== undefined) return /^[a-z]+(?=:)/i.exec(origin)?.[0].toLowerCase() ?? null;
  const isSaid = trustProxy > 0 && request.get('x-forwarded-proto') !== undefined;
  return isSaid ? request.protocol.toLowerCase() : null;
}
