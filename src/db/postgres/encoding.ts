import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** The database cannot hold what people write. */
export class OtherEncoding extends Error {
  override name = 'OtherEncoding';
  readonly encoding: string;

  constructor(encoding: string) {
    super(`the database keeps text as ${encoding}`);
    this.encoding = encoding;
  }
}

/** @throws {OtherEncoding} unless every letter can be kept: a tip would be refused for one that its reader cannot see. */
export async function refuseOtherEncoding(query: Query): Promise<void> {
  const asked = sql<{ encoding: string }>`select current_setting('server_encoding') as encoding`;
  const { rows } = await asked.execute(query);
  const encoding = rows[0]?.encoding ?? 'an unknown encoding';
  if (encoding !== 'UTF8') throw new OtherEncoding(encoding);
}
