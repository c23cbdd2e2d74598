import type { Config } from '../config/config.ts';

/** Where a desk keeps what it has. */
export type Place = Pick<Config, 'database' | 'files' | 'dataDir' | 'secretKey' | 'limits'>;

/** Where the files are, for the operator. */
export function nameOfFiles({ files }: Pick<Place, 'files'>): string {
  if (files.kept === 'disk') return 'DATA_DIR';
  const { bucket, endpoint, region } = files;
  return `the bucket ${bucket} at ${endpoint === null ? `Amazon in ${region}` : new URL(endpoint).host}`;
}
