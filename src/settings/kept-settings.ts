import { z } from 'zod';
import type { Typed } from '../config/desk-config.ts';
import type { Query, Write } from '../db/database.ts';
import { readFact, replaceFact, SETTINGS } from '../db/desk-facts.ts';

/** What admins have chosen, by the names of the environment; those of newer versions too, which this one hands on. */
export type KeptSettings = { version: number; values: Typed };

const kept = z.object({ version: z.int().min(0), values: z.record(z.string(), z.string()) });

const NONE: KeptSettings = { version: 0, values: {} };

/** As none, where a newer version keeps them in another form: a desk starts whatever stands there. */
export async function readKeptSettings(query: Query | Write): Promise<KeptSettings> {
  return parse(await readFact(query, SETTINGS));
}

/** Answers the new version; null, and nothing is written, where another than the one seen is kept. */
export async function keepSettings(trx: Write, seen: KeptSettings, values: Typed): Promise<number | null> {
  const before = await readFact(trx, SETTINGS);
  if (parse(before).version !== seen.version) return null;
  const version = seen.version + 1;
  return (await replaceFact(trx, SETTINGS, { before, after: JSON.stringify({ version, values }) }))
    ? version
    : null;
}

function parse(fact: string | null): KeptSettings {
  if (fact === null) return NONE;
  try {
    return kept.catch(NONE).parse(JSON.parse(fact));
  } catch {
    return NONE;
  }
}
