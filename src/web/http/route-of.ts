import type { Request } from 'express';
import { staffPaths } from '../../paths.ts';

/** Where routers are mounted. What was typed is only ever compared with these: the rest of it may be a secret. */
const MOUNTS = [staffPaths.all, '/assets'];

/** The pattern of the route that took the request, such as `/admin/tips/:number`; of one that none took, `none`. */
export function routeOf({ originalUrl, route }: Pick<Request, 'originalUrl' | 'route'>): string {
  const first = /^\/[^/?]*/.exec(originalUrl)?.[0];
  const mount = MOUNTS.find(known => known === first) ?? '';
  if (mount === '/assets') return mount;
  const path: unknown = route?.path;
  return typeof path === 'string' ? mount + path : 'none';
}
