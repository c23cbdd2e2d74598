import { isIP } from 'node:net';
import type { Request } from 'express';
import type { Config } from '../../../config/config.ts';
import type { RelyingParty } from '../../../staff/second-factor/passkeys.ts';

type Asked = Pick<Request, 'host' | 'protocol'>;

/**
 * The desk as passkeys know it: `PUBLIC_URL`'s host, and where nobody has set that, the one by which it was asked. A page that was
 * opened at another host is refused by the browser itself. Null where there can be none: an address of numbers is no host (WebAuthn 3, 5.1.3).
 */
export function relyingPartyOf(
  { host, protocol }: Asked,
  { publicUrl, isPublicUrlSet }: Pick<Config, 'publicUrl' | 'isPublicUrlSet'>,
): RelyingParty | null {
  const url = isPublicUrlSet ? URL.parse(publicUrl) : URL.parse(`${protocol}://${host}`);
  const name = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  return url === null || name === '' || isIP(name) !== 0 ? null : { id: name, origin: url.origin };
}
