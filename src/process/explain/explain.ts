import type { Config } from '../../config/config.ts';
import { explainAddress } from './address.ts';
import { explainDatabase } from './database.ts';
import { explainPlace } from './place.ts';

/** What is so and what to do, in plain words, where the machine and not the desk is at fault; null for all else. */
export const explain = (error: unknown, config: Config): string | null =>
  explainAddress(error, config) ?? explainDatabase(error, config) ?? explainPlace(error, config.dataDir);
