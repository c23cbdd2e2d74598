import { createHmac } from 'node:crypto';
import { addressBucket } from '../../crypto/address-bucket.ts';
import type { Database, Write } from '../../db/database.ts';
import type { Account } from '../accounts/accounts.ts';

/** So long after the last sign-in from there a place is known. Milliseconds. */
const LASTS = 30 * 24 * 60 * 60_000;
/** Who is on the way has many. */
const MOST_OF_ONE = 20;

/**
 * From where which account has signed in lately. Kept under a hash that takes the secret key and differs for each account, so
 * that it tells neither an address nor that two were at one; and the password goes into it, so that another one forgets all.
 */
export function createKnownPlaces({ query, write }: Pick<Database, 'query' | 'write'>, key: Buffer) {
  const placeOf = ({ id, passwordHash }: Pick<Account, 'id' | 'passwordHash'>, address: string) =>
    addressBucket(createHmac('sha256', key).update(`${id} ${passwordHash}`).digest(), address);

  return {
    /** It takes as long for an account that is not there. */
    async isKnown(account: Account | null, address: string, now: number): Promise<boolean> {
      const place = placeOf(account ?? NOBODY, address);
      if (place === null) return false;
      const found = await query
        .selectFrom('known_places')
        .select('place')
        .where('place', '=', place)
        .where('last_at', '>', now - LASTS)
        .executeTakeFirst();
      return found !== undefined && account !== null;
    },
    async remember(account: Account, address: string, now: number): Promise<void> {
      const place = placeOf(account, address);
      if (place === null) return;
      await write(async trx => {
        await trx
          .insertInto('known_places')
          .values({ place, staff_id: account.id, last_at: now })
          .onConflict(conflict => conflict.column('place').doUpdateSet({ last_at: now }))
          .execute();
        await forgetOld(trx, account.id, now);
      });
    },
  };
}

const NOBODY = { id: '', passwordHash: null };

async function forgetOld(trx: Write, staffId: string, now: number): Promise<void> {
  await trx
    .deleteFrom('known_places')
    .where('last_at', '<=', now - LASTS)
    .execute();
  const beyond = await trx
    .selectFrom('known_places')
    .select('place')
    .where('staff_id', '=', staffId)
    .orderBy('last_at', 'desc')
    .offset(MOST_OF_ONE)
    .limit(MOST_OF_ONE)
    .execute();
  if (beyond.length === 0) return;
  const places = beyond.map(({ place }) => place);
  await trx.deleteFrom('known_places').where('place', 'in', places).execute();
}
