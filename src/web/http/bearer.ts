import type { Request } from 'express';

/** The token that a program brings along (RFC 6750, 2.1); null where a request brings none. */
export function bearerOf(request: Pick<Request, 'get'>): string | null {
  const [, token] = /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '') ?? [];
  return token ?? null;
}
