import { Refusal } from '../../errors.ts';
import type { Credential, StaffRequest } from './request.ts';

export type SessionCredential = Extract<Credential, { by: 'session' }>;

/** @throws {Refusal} `not-by-token`. */
export function sessionOf({ credential }: StaffRequest): SessionCredential {
  if (credential.by === 'token') throw new Refusal({ code: 'not-by-token' });
  return credential;
}

/** Who changes what is their own, in which session. @throws {Refusal} as `sessionOf`. */
export const ownerOf = (request: StaffRequest) => ({
  staffId: request.viewer.staffId,
  session: sessionOf(request).id,
  now: request.now,
});
