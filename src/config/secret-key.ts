import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The key of a desk, and where it lies: in the setting itself, in a file, or with systemd, which hands it to the desk alone. */
export type SecretKey =
  | { from: 'setting'; key: Buffer }
  | { from: 'file' | 'credential'; key: Buffer; path: string };

/** As `LoadCredentialEncrypted=` names it in a unit, and the one that is to take its place (deploy/). */
const CREDENTIAL = 'jebo.secret-key';
const NEXT_CREDENTIAL = 'jebo.next-secret-key';

/** What `SECRET_KEY` would say of a credential that systemd has handed over; null where there is none (systemd.exec(5), Credentials). */
export const keyCredential = (env = process.env): string | null => credential(CREDENTIAL, env);
/** The same for the key of a rotation. */
export const nextKeyCredential = (env = process.env): string | null => credential(NEXT_CREDENTIAL, env);

function credential(name: string, env: NodeJS.ProcessEnv): string | null {
  const folder = env['CREDENTIALS_DIRECTORY'] ?? '';
  const path = join(folder, name);
  return folder !== '' && existsSync(path) ? `credential:${path}` : null;
}

/** A key file that cannot be used; the message ends a sentence that begins with its setting, and has nothing of the key. */
export class KeyFileFault extends Error {
  override name = 'KeyFileFault';
}

const base64Key = z
  .base64()
  .transform(text => Buffer.from(text, 'base64'))
  .refine(key => key.length === 32);

const FILE = /^(file|credential):(?:\/\/)?(\/.+)$/;

/** What `file:/path` names. @throws {KeyFileFault} */
export function readKeyFile(setting: string): SecretKey {
  const [, scheme, path] = FILE.exec(setting) ?? [];
  if (path === undefined) throw new KeyFileFault('names no whole path');
  // Only the service's user may look into that folder, whatever its files' modes say: of an ACL they show the mask.
  const isCredential = scheme === 'credential' || path.startsWith('/run/credentials/');
  const { data: key } = base64Key.safeParse(readPrivately(path, isCredential).trim());
  if (key === undefined) throw new KeyFileFault('names a file that does not hold 32 bytes in base64');
  return { from: isCredential ? 'credential' : 'file', key, path };
}

function readPrivately(path: string, isCredential: boolean): string {
  const file = open(path);
  try {
    const { mode } = fstatSync(file);
    if ((mode & constants.S_IFMT) !== constants.S_IFREG)
      throw new KeyFileFault('names something else than a file');
    if (!isCredential && process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new KeyFileFault('names a file that others than its owner may use (chmod 600 mends it)');
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw error instanceof KeyFileFault ? error : unreadable(error);
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    // Of a pipe it would wait for whoever writes.
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(error: unknown): KeyFileFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
  if (code === 'ENOENT' || code === 'ENOTDIR') return new KeyFileFault('names a file that is not there');
  if (code === 'EACCES' || code === 'EPERM')
    return new KeyFileFault('names a file that this user may not read');
  return new KeyFileFault(`names a file that cannot be read (${code})`);
}

/** As it stands in the setting. */
export const secretKey = z
  .string()
  .transform((value, context): SecretKey => {
    const { data: key } = base64Key.safeParse(value);
    if (key !== undefined) return { from: 'setting', key };
    const found = tryFile(value);
    if (found !== null && !(found instanceof KeyFileFault)) return found;
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  })
  .describe(
    '32 bytes in base64, or file: and the path of a file that holds them and that only its owner may use',
  );

/** Why the file of a setting cannot be used, to stand between its name and what it must be; empty where it names none. */
export function faultOfKeyFile(setting: string): string {
  const found = tryFile(setting);
  return found instanceof KeyFileFault ? ` ${found.message} and` : '';
}

/** Null where no file is named. */
function tryFile(setting: string): SecretKey | KeyFileFault | null {
  if (!/^(file|credential):/.test(setting)) return null;
  try {
    return readKeyFile(setting);
  } catch (error) {
    if (error instanceof KeyFileFault) return error;
    throw error;
  }
}
