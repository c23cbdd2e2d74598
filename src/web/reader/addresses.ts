import type { Request } from 'express';
import type { Config } from '../../config/config.ts';

type Asked = Pick<Request, 'headers'>;

/** Something between the sender and us says so itself. */
export const isForwarded = ({ headers }: Asked) => 'x-forwarded-for' in headers || 'forwarded' in headers;

/**
 * Whether readers may be told that no address of theirs is stored: we store none, but what stands in front may, unless its
 * operator says that it does not. A proxy that nobody has told us of gives itself away.
 */
export const isAddressUnkept = ({ trustProxy, proxyKeepsNoAddresses }: Config, request: Asked): boolean =>
  proxyKeepsNoAddresses || (trustProxy === 0 && !isForwarded(request));
