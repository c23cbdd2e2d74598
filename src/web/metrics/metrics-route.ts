import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { TEXT_FORM, writeText } from './exposition.ts';
import { type MetricParts, readFamilies } from './families.ts';

/** `GET /metrics` for who brings the token. */
export function metricsRoute(token: string, parts: MetricParts): Router {
  const expected = digest(`Bearer ${token}`);
  return Router().get('/metrics', async (request, response) => {
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
    const text = writeText(await readFamilies(parts));
    response.set('Content-Type', TEXT_FORM).send(text);
  });
}

const digest = (text: string) => createHash('sha256').update(text).digest();
