import { expect, test } from 'vitest';
import { statusOf } from '../../../src/web/http/refusal.ts';

// Those that no test of a page asks for.
test.each([
  ['passwords-busy', 503],
  ['too-busy', 503],
  ['stopping', 503],
  ['held-elsewhere', 423],
  ['no-email', 422],
  ['already-staff', 409],
  ['link-still-good', 409],
  ['never-signed-in', 409],
  ['not-staff', 404],
] as const)('the refusal “%s” is answered %i', (code, status) => {
  expect(statusOf({ code })).toBe(status);
});
