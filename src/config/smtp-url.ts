import { z } from 'zod';
import { isThisMachine } from './this-machine.ts';
import { smellsOfUnescaped } from './unescaped.ts';

const flag = z.enum(['true', 'false']);

/** What may stand behind the `?`, as nodemailer calls it. What it would take beside these turns logs and safeguards. */
const options = z.strictObject({
  ignoreTLS: flag.optional(),
  requireTLS: z.literal('true').optional(),
  /** Connections at once: Microsoft allows three. */
  maxConnections: z
    .string()
    .regex(/^([1-9]|[1-9]\d)$/)
    .optional(),
  /** How the desk names itself at EHLO. */
  name: z
    .string()
    .regex(/^[a-z0-9.-]{1,253}$/i)
    .optional(),
  'tls.servername': z.string().min(1).optional(),
  'tls.minVersion': z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']).optional(),
  'tls.rejectUnauthorized': flag.optional(),
});

const NAMES = Object.keys(options.shape).join(', ');

export const smtpUrl = z
  .url({ protocol: /^smtps?$/, hostname: /.+/, abort: true })
  .refine(value => !smellsOfUnescaped(value), { abort: true })
  .refine(value => areKnown([...new URL(value).searchParams]))
  .describe(`an smtp:// or smtps:// address, behind a ? nothing but ${NAMES}`);

/** Each once: of one that comes twice nodemailer makes a list, and any list counts as true. */
function areKnown(found: readonly [name: string, value: string][]): boolean {
  const read = Object.fromEntries(found);
  return Object.keys(read).length === found.length && options.safeParse(read).success;
}

/** `local`: it does not leave this machine. `clear`: whoever is on the way reads along, as the address itself asks for. */
export function protectionOf(url: string): 'tls' | 'local' | 'clear' {
  const { protocol, hostname, searchParams } = new URL(url);
  if (protocol === 'smtps:') return 'tls';
  if (isThisMachine(hostname)) return 'local';
  return searchParams.get('ignoreTLS') === 'true' ? 'clear' : 'tls';
}
