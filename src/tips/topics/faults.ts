import type { Query } from '../../db/database.ts';
import { tidyEmail } from '../../email.ts';
import { type Faults, Refusal } from '../../errors.ts';
import { isEmail } from '../../staff/accounts/accounts.ts';
import type { Retention } from '../end/periods.ts';
import { TOPIC_RULES } from '../end/rules.ts';
import { isBlank, isLongerThan, TEXT_LIMIT } from '../text.ts';
import { accountsOf } from './team.ts';
import type { TopicFields } from './topic.ts';

/** In addresses, in mails' headers and in scripts. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const SLUG_LIMIT = 40;

const DAY = 24 * 60 * 60_000;

/** @throws {Refusal} with faults by field when something in it is wrong. */
export async function refuseFaults(
  query: Query,
  desk: Retention,
  fields: TopicFields,
  more: Faults = {},
): Promise<void> {
  const faults = {
    ...more,
    ...faultsOf(fields),
    ...faultsOfRetention(desk, fields),
    ...(await faultsOfTeam(query, fields.team)),
  };
  if (Object.keys(faults).length > 0) throw faulty(faults);
}

export const faulty = (faults: Faults) => new Refusal({ code: 'fields-wrong' }, { faults });

export const faultsOfSlug = (slug: string): Faults =>
  SLUG.test(slug) && slug.length <= SLUG_LIMIT ? {} : { slug: { code: 'slug-wrong' } };

function faultsOf({ name, hint, inbox }: TopicFields): Faults {
  const texts = { name_ko: name.ko, name_en: name.en, hint_ko: hint.ko, hint_en: hint.en };
  const long = Object.entries(texts).filter(([, text]) => isLongerThan(text, TEXT_LIMIT));
  const wrong = inbox.find(address => !isEmail(address) || address.includes(','));
  return {
    ...(isBlank(name.ko) && { name_ko: { code: 'name-missing' } }),
    ...(isBlank(name.en) && { name_en: { code: 'name-missing' } }),
    ...Object.fromEntries(long.map(([field]) => [field, { code: 'line-too-long', limit: TEXT_LIMIT }])),
    ...(wrong !== undefined && { inbox: { code: 'address-wrong', address: wrong } }),
  };
}

/** Readers are promised the desk's time, and not told of another: a topic may keep shorter, never longer. */
const faultsOfRetention = (desk: Retention, { retention }: TopicFields): Faults =>
  Object.fromEntries(
    TOPIC_RULES.flatMap(rule => {
      const [days, most] = [retention[rule], Math.round(desk[rule] / DAY)];
      const isRight = days === null || (Number.isInteger(days) && days >= 1 && days <= most);
      return isRight ? [] : [[`retention_${rule}`, { code: 'own-retention-wrong', most } as const]];
    }),
  );

async function faultsOfTeam(query: Query, team: readonly string[]): Promise<Faults> {
  const known = new Set((await accountsOf(query, team)).map(({ email }) => email));
  const stranger = team.find(email => !known.has(tidyEmail(email)));
  return stranger === undefined ? {} : { team: { code: 'not-staff', email: stranger } };
}
