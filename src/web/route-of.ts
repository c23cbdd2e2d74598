import type { Request } from 'express';

/** Where routers are mounted. What was typed is only ever compared with these: the rest of it may be a secret. */
const MOUNTS = ['/admin', '/assets'];

/** The pattern of the route that took the request, such as `/admin/tips/:number`; of one that none took, `none`. */
export function routeOf({ originalUrl, route }: Pick<Request, 'originalUrl' | 'route'>): string {
  const first = /^\/[^/?]*/.exec(originalUrl)?.[0].toLowerCase();
  const mount = MOUNTS.find(known => known === first) ?? '';
  if (mount === '/assets') return mount;
  const path: unknown = route?.path;
  return typeof path === 'string' ? mount + path : 'none';
}
