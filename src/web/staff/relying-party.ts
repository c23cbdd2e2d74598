import { notFound } from '../../errors.ts';
import type { RelyingParty } from '../../staff/second-factor/passkeys.ts';
import { relyingPartyOf } from '../http/origin/relying-party.ts';
import type { StaffContext } from './context.ts';
import type { PageRequest } from './request.ts';

/** Letters of what a browser's script sends of a passkey. */
export const PASSKEY_LIMIT = 20_000;

/** @throws {Refusal} `not-found` where there can be no passkeys. */
export function relyingParty({ raw }: Pick<PageRequest, 'raw'>, { settings }: StaffContext): RelyingParty {
  const rp = relyingPartyOf(raw, settings);
  if (rp === null) throw notFound();
  return rp;
}
