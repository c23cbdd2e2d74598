import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { warningsOfEnvFiles } from '../../src/config/env-files.ts';
import { keyLine, notesOfKey } from '../../src/process/tell-of-key.ts';
import type { Settings } from '../support/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const key = Buffer.alloc(32, 'hush-hush');
const written = `${key.toString('base64')}\n`;

async function fileWith(text: string | Buffer, mode = 0o600): Promise<string> {
  const path = join(await temporaryFolder(), 'secret.key');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

const refusal = (settings: Settings): string => {
  try {
    readConfig(settings);
    return 'nothing was refused';
  } catch (error) {
    return String(error);
  }
};

test.each(['file:', 'file://'])('the key may lie in a file, named by %s and its path', async scheme => {
  for (const text of [written, written.trim(), `${written}\n`])
    expect(readConfig({ SECRET_KEY: `${scheme}${await fileWith(text, 0o400)}` }).secretKey).toMatchObject({
      from: 'file',
      key,
    });
});

test('systemd’s credential is taken where nothing is set, and counts as set', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'jebo.secret-key'), written);
  // So systemd shows them where it has let one user in by an ACL.
  await chmod(join(folder, 'jebo.secret-key'), 0o440);
  const settings = { CREDENTIALS_DIRECTORY: folder, DATABASE_URL: 'postgres://u:p@db/jebo' };
  const path = join(folder, 'jebo.secret-key');
  expect(readConfig(settings).secretKey).toEqual({ from: 'credential', key, path });
  const other = Buffer.alloc(32, 1);
  expect(readConfig({ ...settings, SECRET_KEY: other.toString('base64') }).secretKey?.key).toEqual(other);
  expect(readConfig({ CREDENTIALS_DIRECTORY: await temporaryFolder() }).secretKey).toBeNull();
});

test('a credential that holds no key is said, with its name', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'jebo.secret-key'), 'short');
  expect(refusal({ CREDENTIALS_DIRECTORY: folder })).toContain(
    'SECRET_KEY names a file that does not hold 32 bytes in base64 and must be 32 bytes in base64, or file:',
  );
});

test.each<[fault: string, file: () => Promise<string>]>([
  ['is not there', async () => '/no/such/file'],
  ['is not there', async () => join(await fileWith(written), 'below')],
  ['something else than a file', temporaryFolder],
  ['something else than a file', async () => '/dev/null'],
  ['others than its owner may use', () => fileWith(written, 0o640)],
  ['others than its owner may use', () => fileWith(written, 0o604)],
  ['does not hold 32 bytes in base64', () => fileWith('')],
  ['does not hold 32 bytes in base64', () => fileWith('hush-hush-hush-hush-hush-hush-hu')],
  ['does not hold 32 bytes in base64', () => fileWith(key.subarray(1).toString('base64'))],
  ['does not hold 32 bytes in base64', () => fileWith(`${written}${written}`)],
  ['does not hold 32 bytes in base64', () => fileWith(Buffer.alloc(32, 0xff))],
])('a key file with a fault ends the start, in words and without the key: %s', async (fault, file) => {
  const words = refusal({ SECRET_KEY: `file:${await file()}`, PORT: 'x' });
  expect(words).toMatch(/SECRET_KEY names .* and must be 32 bytes in base64, or file:.*for example: /);
  expect(words).toContain(fault);
  expect(words).toContain('PORT is "x"');
  for (const part of ['hush', written.slice(0, 8)]) expect(words).not.toContain(part);
});

test('a key file of somebody else is said to be so', async () => {
  const path = await fileWith(written, 0o000);
  const say = `import('${join(import.meta.dirname, '../../src/config/config.ts')}').then(m => m.readConfig({ SECRET_KEY: 'file:${path}' }))`;
  // Nothing is closed to root.
  const who = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const asAnother = () => execFileSync(process.execPath, ['-e', say], { ...who, stdio: 'pipe', cwd: '/' });
  expect(asAnother).toThrow('this user may not read');
});

test('a pipe is not waited for, and a path that is not whole is refused', async () => {
  const fifo = join(await temporaryFolder(), 'pipe');
  execFileSync('mkfifo', ['-m', '600', fifo]);
  expect(refusal({ SECRET_KEY: `file:${fifo}` })).toContain('something else than a file');
  expect(refusal({ SECRET_KEY: 'file:secret.key' })).toContain('SECRET_KEY names no whole path and must be');
});

test('the path of a key is no secret for whom an .env must be closed', async () => {
  const env = await fileWith('SECRET_KEY=file:/etc/jebo/secret.key\n', 0o644);
  expect(warningsOfEnvFiles([`--env-file=${env}`], {})).toEqual([]);
  const open = await fileWith(`SECRET_KEY=${written}`, 0o644);
  expect(warningsOfEnvFiles([`--env-file=${open}`], {})).toEqual([expect.stringContaining('SECRET_KEY')]);
});

test('the start says where the key lies, and what one beside the data is worth', async () => {
  const dataDir = await temporaryFolder();
  const lineOf = (secretKey: Parameters<typeof keyLine>[0]['secretKey']) => keyLine({ secretKey, dataDir });
  const beside = /beside the data: it protects dumps and backups alone/;
  expect(lineOf(null)).toMatch(beside);
  expect(lineOf({ from: 'file', key, path: join(dataDir, 'own/key') })).toMatch(beside);
  expect(lineOf({ from: 'file', key, path: '/etc/jebo/key' })).toBe('/etc/jebo/key');
  expect(lineOf({ from: 'credential', key, path: '/run/credentials/x' })).toMatch(/^systemd’s credential/);
  expect(lineOf({ from: 'setting', key })).toMatch(/^SECRET_KEY itself/);

  const given = { secretKey: { from: 'setting', key }, dataDir } as const;
  expect(notesOfKey(given)).toEqual([]);
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, 'secret.key'), written);
  expect(notesOfKey(given)).toEqual([expect.stringContaining('lies beside the data still')]);
  expect(notesOfKey({ ...given, secretKey: null })).toEqual([]);
});
