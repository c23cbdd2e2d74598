import { Secret, TOTP } from 'otpauth';
import type { Agent } from 'supertest';
import { MINUTE, type MovableClock } from './clock.ts';

/** A step of an app's codes, in milliseconds. */
export const STEP = MINUTE / 2;

/** What an app shows at this moment, for a key as it is typed. */
export const codeAt = (key: string, now: number): string =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: now });

/** A secret as it is typed. */
export const keyOf = (secret: Buffer): string => Secret.fromHex(secret.toString('hex')).base32;

/** Any six digits that are none of this key's codes around that moment. */
export function wrongCodeAt(key: string, now: number): string {
  const near = [-2, -1, 0, 1, 2].map(steps => codeAt(key, now + steps * STEP));
  const wrong = ['000000', '111111', '222222', '333333', '444444', '555555'].find(
    code => !near.includes(code),
  );
  if (wrong === undefined) throw new Error('All codes are right');
  return wrong;
}

/** Moves the clock on to a moment at which all that these keys show around it are different codes. */
export function moveToDifferentCodes(clock: MovableClock, ...keys: readonly string[]): void {
  const shown = keys.flatMap(key => [-2, -1, 0, 1, 2].map(steps => codeAt(key, clock() + steps * STEP)));
  if (new Set(shown).size === shown.length) return;
  clock.move(STEP);
  moveToDifferentCodes(clock, ...keys);
}

/** Connects an app to the account, whose first factor it is: its key, and the recovery codes. */
export async function connectApp(agent: Agent, now: number): Promise<{ key: string; codes: string[] }> {
  const { setup, key } = (await agent.post('/admin/account/app').accept('json').expect(200)).body;
  const added = await agent
    .post('/admin/account/app/code')
    .accept('json')
    .type('form')
    .send({ setup, code: codeAt(key, now) })
    .expect(201);
  return { key, codes: added.body.recovery_codes };
}
