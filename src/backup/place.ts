import type { Config } from '../config.ts';

/** Where a desk keeps what it has. */
export type Place = Pick<Config, 'database' | 'dataDir' | 'secretKey' | 'limits'>;
