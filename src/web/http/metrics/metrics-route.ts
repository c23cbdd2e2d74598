import { createHash, timingSafeEqual } from 'node:crypto';
import type { Router } from 'express';
import type { Context } from '../../../context.ts';
import { createRouter } from '../router.ts';
import { TEXT_FORM, writeText } from './exposition.ts';
import { readFamilies } from './families.ts';
import type { Metrics } from './metrics.ts';

/** `GET /metrics` for who brings the token. */
export function metricsRoute(context: Context, { token, counts }: Metrics): Router {
  const expected = digest(`Bearer ${token}`);
  return createRouter().get('/metrics', async (request, response) => {
    response.set('Cache-Control', 'no-store');
    // Digests are of one length, as the comparison in constant time needs it.
    if (!timingSafeEqual(digest(request.get('authorization') ?? ''), expected)) {
      response
        .set('WWW-Authenticate', 'Bearer')
        .status(401)
        .type('text/plain')
        .send('the token is missing or wrong\n');
      return;
    }
    const text = writeText(await readFamilies({ ...context, counts }));
    response.set('Content-Type', TEXT_FORM).send(text);
  });
}

const digest = (text: string) => createHash('sha256').update(text).digest();
