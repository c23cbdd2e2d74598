import type { ListedAccount } from '../../../staff/accounts/list-accounts.ts';
import { rawWord } from '../../../unknown.ts';

/** `invited`: the account has no password yet. */
export const stateOf = ({ endedAt, hasPassword }: Pick<ListedAccount, 'endedAt' | 'hasPassword'>) =>
  endedAt !== null ? 'deactivated' : hasPassword ? 'active' : 'invited';

/** Somebody of the staff, as programs read it. */
export const personJson = (account: ListedAccount) => ({
  ...{ id: account.id, email: account.email, name: account.name, language: account.lang },
  ...{ role: rawWord(account.role), topics: account.topics, state: stateOf(account) },
  second_factor: account.hasSecondFactor,
  signed_in_at: isoOrNull(account.signedInAt),
  invited_until: isoOrNull(account.linkUntil),
  deactivated_at: isoOrNull(account.endedAt),
  version: account.version,
});

const isoOrNull = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
