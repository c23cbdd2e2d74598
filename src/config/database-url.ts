import { z } from 'zod';
import { isThisMachine } from './this-machine.ts';
import { smellsOfUnescaped } from './unescaped.ts';

export const databaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, hostname: /.*/ })
  .refine(value => !smellsOfUnescaped(value))
  .describe('a postgres:// address');

/**
 * How what is kept gets to PostgreSQL, by what the driver (pg 8) makes of the address. `loose`: by TLS with this driver, though
 * the word promises none. `unproven`: by TLS, but to whoever answers.
 */
export function databaseProtection(url: string): 'local' | 'tls' | 'loose' | 'unproven' | 'clear' {
  const { hostname, searchParams } = new URL(url);
  if (isThisMachine(searchParams.get('host') ?? hostname)) return 'local';
  const [mode, ssl] = [searchParams.get('sslmode'), searchParams.get('ssl')];
  const hasCertificate = ['sslrootcert', 'sslcert', 'sslkey'].some(name => searchParams.has(name));
  // The words of PostgreSQL's own client, where they are asked for (pg-connection-string).
  const isAsLibpq = searchParams.get('uselibpqcompat') === 'true' && !searchParams.has('sslrootcert');
  if (mode === 'disable') return 'clear';
  if (mode === 'no-verify' || ssl === 'no-verify') return 'unproven';
  if (isAsLibpq && (mode === 'prefer' || mode === 'require')) return 'unproven';
  if (mode === 'prefer' || mode === 'allow') return 'loose';
  const isTls = mode !== null || hasCertificate || ssl === 'true' || ssl === '1';
  return isTls || searchParams.get('sslnegotiation') === 'direct' ? 'tls' : 'clear';
}
