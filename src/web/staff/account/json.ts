import type { Viewer } from '../../../staff/access.ts';
import type { WantedMails } from '../../../staff/accounts/wanted-mails.ts';
import type { ApiToken } from '../../../staff/api-tokens/api-tokens.ts';
import type { OwnSession } from '../../../staff/sessions/own-sessions.ts';
import { rawWord } from '../../../unknown.ts';

type Own = {
  sessions: readonly OwnSession[];
  tokens: readonly ApiToken[];
  wanted: WantedMails;
  current: string | null;
};

/** One's own account, as programs read it. */
export const accountJson = (
  { email, name, lang, role }: Viewer,
  { sessions, tokens, wanted, current }: Own,
) => ({
  ...{ email, name, language: lang },
  role: rawWord(role),
  mails: wanted,
  sessions: sessions.map(({ id, name, begunAt, usedAt }) => ({
    ...{ id, name, current: id === current },
    begun_at: isoOf(begunAt),
    used_at: isoOf(usedAt),
  })),
  tokens: tokens.map(({ id, name, createdAt, usedAt }) => ({
    ...{ id, name },
    made_at: isoOf(createdAt),
    used_at: usedAt === null ? null : isoOf(usedAt),
  })),
});

const isoOf = (instant: number): string => new Date(instant).toISOString();
