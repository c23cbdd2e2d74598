import type { Config } from '../config.ts';

/** Where a desk keeps what it has. */
export type Place = Pick<Config, 'database' | 'files' | 'dataDir' | 'secretKey' | 'limits'>;

/** Where the files are, for whoever keeps the desk. */
export const nameOfFiles = ({ files }: Pick<Place, 'files'>): string =>
  files.kept === 's3' ? `the bucket ${files.bucket}` : 'DATA_DIR';
