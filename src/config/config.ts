import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { type DeskConfig, givenBy, type Typed, toDeskConfig } from './desk-config.ts';
import { faultOfKeyFile, keyCredential, type SecretKey } from './secret-key.ts';
import type { Mailbox } from './setting-kinds.ts';
import {
  type Attach,
  isName,
  type Name,
  needs,
  requirementOf,
  secrets,
  settings,
  type Values,
} from './settings.ts';
import { howToEscape, smellsOfUnescaped } from './unescaped.ts';
import { WrongSettings } from './wrong-settings.ts';

/** Every setting of a desk, read once at the start. Sizes are in bytes. */
export type Config = DeskConfig & {
  /** What the environment says of those that admins may change: there it wins. */
  given: Typed;
  host: string;
  port: number;
  /** Processes that share one PostgreSQL and one port, as asked for: on SQLite there is one. */
  workers: number;
  /** How the world reaches us: no path, no slash at the end. */
  publicUrl: string;
  /** Whether the operator said so; else it is where this machine reaches it. */
  isPublicUrlSet: boolean;
  dataDir: string;
  database: { engine: 'sqlite' } | { engine: 'postgres'; url: string };
  /** Where files are. On a disk it is the data folder; `credentials` are null where S3's own client is to look for them. */
  files:
    | { kept: 'disk' }
    | {
        kept: 's3';
        bucket: string;
        /** Null: Amazon's own. */
        endpoint: string | null;
        region: string;
        credentials: { accessKeyId: string; secretAccessKey: string } | null;
      };
  /** Null: made once in the data folder. */
  secretKey: SecretKey | null;
  attach: Attach;
  /** Null: mails are kept as files in the data folder. */
  smtpUrl: string | null;
  mailFrom: Mailbox;
  /** Where a reader goes who must be gone at once. */
  quickExitUrl: string;
  limits: {
    mailAttach: number;
    fileSize: number;
    fileCount: number;
    fileTotal: number;
    diskReserve: number;
    tipsAnHour: number;
  };
  /** Null: files are not scanned. */
  clamdUrl: string | null;
  admin: { email: string; password: string } | null;
  trustProxy: number;
  /** The operator says so of whatever stands in front. */
  proxyKeepsNoAddresses: boolean;
  /** Null: there is no `/metrics`. */
  metricsToken: string | null;
};

export { WrongSettings };

/** Those that hold a user and a password. */
export const ADDRESSES: ReadonlySet<Name> = new Set<Name>(['DATABASE_URL', 'SMTP_URL']);

/**
 * Reads the environment, of which it is the only reader; `args` stand above it.
 * @throws {WrongSettings} naming every wrong setting at once, never a secret's value.
 */
export function readConfig(given = process.env, args: { WORKERS?: string } = {}): Config {
  const env: NodeJS.ProcessEnv = { ...given, ...args };
  if ((env['SECRET_KEY'] ?? '').trim() === '') env['SECRET_KEY'] = keyCredential(env) ?? '';
  const isSet = (name: Name) => (env[name] ?? '').trim() !== '';
  const parsed = settings.safeParse(env);
  const wrong = new Set((parsed.error?.issues ?? []).map(issue => issue.path[0]).filter(isName));
  const missing = needs.filter(([because, name]) => isSet(because) && !isSet(name));

  if (parsed.success && missing.length === 0) return { ...toConfig(parsed.data), given: givenBy(env) };
  const is = (name: Name) => {
    if (name === 'SECRET_KEY') return faultOfKeyFile(env[name] ?? '');
    return secrets.has(name) ? '' : ` is ${JSON.stringify(env[name])} and`;
  };
  const hint = (name: Name) =>
    ADDRESSES.has(name) && smellsOfUnescaped(env[name] ?? '')
      ? `. ${howToEscape(requirementOf(name).example)}`
      : '';
  throw new WrongSettings(
    [
      'These settings are wrong:',
      ...[...wrong].map(
        name =>
          `  ${name}${is(name)} must be ${requirementOf(name).must}, for example: ${requirementOf(name).example}${hint(name)}`,
      ),
      ...missing.map(
        ([because, name]) =>
          `  ${name} must be set, because ${because} is, for example: ${requirementOf(name).example}`,
      ),
    ].join('\n'),
  );
}

function toConfig(v: Values): Omit<Config, 'given'> {
  return {
    ...toDeskConfig(v),
    host: v.HOST,
    port: v.PORT,
    workers: v.WORKERS,
    publicUrl: v.PUBLIC_URL ?? `http://${reachableName(v.HOST)}:${v.PORT}`,
    isPublicUrlSet: v.PUBLIC_URL !== null,
    dataDir: resolve(v.DATA_DIR),
    database: v.DATABASE_URL === null ? { engine: 'sqlite' } : { engine: 'postgres', url: v.DATABASE_URL },
    files: filesOf(v),
    secretKey: v.SECRET_KEY,
    attach: v.MAIL_ATTACH,
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM,
    quickExitUrl: v.QUICK_EXIT_URL,
    limits: {
      mailAttach: v.MAIL_ATTACH_LIMIT,
      fileSize: v.UPLOAD_FILE_LIMIT,
      fileCount: v.UPLOAD_FILE_COUNT,
      fileTotal: v.UPLOAD_TOTAL_LIMIT,
      diskReserve: v.DISK_RESERVE,
      tipsAnHour: v.TIP_LIMIT,
    },
    clamdUrl: v.CLAMD_URL,
    admin: adminOf(v),
    trustProxy: v.TRUST_PROXY,
    proxyKeepsNoAddresses: v.PROXY_KEEPS_NO_ADDRESSES,
    metricsToken: v.METRICS_TOKEN,
  };
}

const adminOf = (v: Values): Config['admin'] =>
  v.ADMIN_EMAIL !== null && v.ADMIN_PASSWORD !== null
    ? { email: v.ADMIN_EMAIL, password: v.ADMIN_PASSWORD }
    : null;

/** Of a host that is listened on: what listens everywhere, and on this machine alone, is reached as `localhost`. */
function reachableName(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::'].includes(host)) return 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}

function filesOf(v: Values): Config['files'] {
  if (v.FILES_URL === null) return { kept: 'disk' };
  const [accessKeyId, secretAccessKey] = [v.AWS_ACCESS_KEY_ID, v.AWS_SECRET_ACCESS_KEY];
  const credentials =
    accessKeyId !== null && secretAccessKey !== null ? { accessKeyId, secretAccessKey } : null;
  return { kept: 's3', ...v.FILES_URL, credentials };
}
