import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { addFirstAccount } from './accounts.ts';
import { linkForFirstAccount } from './setup-links.ts';

/**
 * Where there is no staff, makes the account of the settings, or gives the address of a link, good for a day, that makes
 * the first one; earlier such links die. Null where there is staff.
 */
export async function welcomeStaff(
  database: Database,
  { admin, publicUrl }: Pick<Config, 'admin' | 'publicUrl'>,
  now: number,
): Promise<string | null> {
  if (admin !== null) await addFirstAccount(database, { ...admin, now });
  const token = await linkForFirstAccount(database, now);
  return token && `${publicUrl}/admin/setup/${token}`;
}
