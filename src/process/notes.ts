import type { Config } from '../config/config.ts';
import { databaseProtection } from '../config/database-url.ts';
import { isThisMachine } from '../config/this-machine.ts';

const OF_DATABASE = {
  clear:
    'tips go to PostgreSQL on another machine in the clear, and so does the password. Add ?sslmode=verify-full to DATABASE_URL, unless nobody else shares the network.',
  unproven:
    'PostgreSQL on another machine is not asked who it is, and whoever stands in between reads along. Set sslmode=verify-full in DATABASE_URL, with &sslrootcert=FILE where its authority is your own.',
  loose:
    'sslmode in DATABASE_URL names a way that promises no TLS, and another version of the driver may send tips in the clear. Set sslmode=verify-full.',
} as const;

/** What leaves this machine so that others can read it on the way, a sentence each. */
export function notesOf({ database, files, clamdUrl }: Config): string[] {
  const protection = database.engine === 'postgres' ? databaseProtection(database.url) : 'local';
  return [
    ...(protection === 'local' || protection === 'tls' ? [] : [OF_DATABASE[protection]]),
    ...(files.kept === 's3' && isInTheClear(files.endpoint, 'http:')
      ? ['files go to S3 on another machine in the clear. Begin the endpoint in FILES_URL with https.']
      : []),
    ...(isInTheClear(clamdUrl, 'tcp:')
      ? [
          'files go to ClamAV on another machine in the clear, for clamd speaks no TLS. Let it run on this machine, or reach it through a tunnel.',
        ]
      : []),
  ];
}

function isInTheClear(url: string | null, clear: 'http:' | 'tcp:'): boolean {
  const { protocol, hostname } = url === null ? { protocol: '', hostname: '' } : new URL(url);
  return protocol === clear && !isThisMachine(hostname);
}
