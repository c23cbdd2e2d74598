import { z } from 'zod';
import { type KeyRing, seal, unsealByAny } from '../../crypto/seal.ts';

/** So long a first code may take to come from the app. Milliseconds. */
const LASTS = 30 * 60_000;

/** `what` tells it from all else that is sealed for a page or a cookie. */
const waiting = z.object({
  what: z.literal('app to add'),
  session: z.string(),
  secret: z.hex(),
  until: z.int(),
});

/** `session`: the one that asked for it, and that alone can go on with it. */
type Asked = { session: string; now: number };

/** A secret that waits in the page for its first code: until that came, nothing of it is kept. */
export function sealWaiting(keys: KeyRing, secret: Buffer, { session, now }: Asked): string {
  const kept: z.input<typeof waiting> = {
    ...{ what: 'app to add', session, secret: secret.toString('hex'), until: now + LASTS },
  };
  return seal(keys[0], JSON.stringify(kept));
}

/** Null where it is none of this session, or has waited for too long. */
export function openWaiting(keys: KeyRing, sealed: string, { session, now }: Asked): Buffer | null {
  const text = unsealByAny(keys, sealed);
  const kept = text === null ? null : waiting.safeParse(JSON.parse(text)).data;
  if (!kept || kept.session !== session || kept.until <= now || kept.until > now + LASTS) return null;
  return Buffer.from(kept.secret, 'hex');
}
