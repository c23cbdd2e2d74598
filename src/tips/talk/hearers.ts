import type { Context } from '../../context.ts';
import type { Query, Write } from '../../db/database.ts';
import { type Lang, readLang } from '../../i18n/lang.ts';
import { may } from '../../staff/access.ts';
import { loadWantedMails } from '../../staff/accounts/wanted-mails.ts';
import { loadViewer } from '../../staff/load-viewer.ts';
import { loadFacts } from '../read/load-facts.ts';
import { findTopicOf, inboxOf } from '../topics/topic.ts';

/** Who hears by mail what the reader of a tip says. */
export type Hearers = {
  addresses: readonly string[];
  /** Whoever has the tip; null: it goes to the inbox. */
  own: { lang: Lang | null } | null;
  isConfidential: boolean;
};

/** As it is by now: whoever has the tip and may see it, unless they want none; else its inbox. Null where there is no such tip. */
export async function findHearers(
  query: Query | Write,
  { newsroom }: Context['settings'],
  tip: number,
): Promise<Hearers | null> {
  const facts = await loadFacts(query, tip);
  if (facts === undefined) return null;
  const isConfidential = facts.topic?.isConfidential === true;
  const account =
    facts.assignee === null
      ? undefined
      : await query
          .selectFrom('staff')
          .select(['id', 'email', 'name', 'lang', 'role'])
          .where('id', '=', facts.assignee)
          .where('ended_at', 'is', null)
          .executeTakeFirst();
  if (account === undefined || !may(await loadViewer(query, account), 'see', facts)) {
    const addresses = inboxOf(await findTopicOf(query, tip), newsroom.inbox);
    return { addresses, own: null, isConfidential };
  }
  const isWanted = (await loadWantedMails(query, account.id)).reader;
  return {
    addresses: isWanted ? [account.email] : [],
    own: { lang: readLang(account.lang) },
    isConfidential,
  };
}
