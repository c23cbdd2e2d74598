import { WrongSettings } from '../../config/wrong-settings.ts';
import { randomId } from '../../crypto/ids.ts';
import type { Database } from '../../db/database.ts';
import { tidyEmail } from '../../email.ts';
import { guessableApart } from '../passwords/guess-apart.ts';
import { hashPassword } from '../passwords/passwords.ts';
import { hasStaff, insertAccount } from './accounts.ts';

/**
 * Makes the account of the settings, when the desk has no staff at all. Answers whether it did.
 * @throws {WrongSettings} where its password is quickly guessed.
 */
export async function addFirstAccount(
  database: Database,
  { email, password, now }: { email: string; password: string; now: number },
): Promise<boolean> {
  if (await hasStaff(database.query)) return false;
  if ((await guessableApart(password, email)) !== null)
    throw new WrongSettings(
      'ADMIN_PASSWORD would be among the first that anybody tries. For example: a few words that nobody else would choose',
    );
  const passwordHash = await hashPassword(password);
  return database.write(async trx => {
    if (await hasStaff(trx)) return false;
    return insertAccount(trx, { id: randomId(), email: tidyEmail(email), passwordHash, role: 'admin' }, now);
  });
}
