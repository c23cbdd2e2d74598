import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { WrongSettings } from '../../src/config/config.ts';
import { warningsOfEnvFiles } from '../../src/config/env-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function warningsOf(content: string | Buffer, mode = 0o600): Promise<string[]> {
  const path = join(await temporaryFolder(), 'a.env');
  await writeFile(path, content);
  await chmod(path, mode);
  return warningsOfEnvFiles(['--max-semi-space-size=2', `--env-file=${path}`], {
    ...parseEnv(content.toString()),
  });
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

test.each([
  ['UTF-16', utf16('\ufeffPORT=4000\n')],
  ['UTF-16', utf16('\ufeffPORT=4000\n').swap16()],
  ['UTF-16LE', utf16('PORT=4000\nNEWSROOM_NAME=신문\n')],
  ['CP949', Buffer.from([...Buffer.from('NEWSROOM_NAME='), 0xbd, 0xc5, 0xb9, 0xae, 0x0a])],
])(
  'a file in another encoding is refused by its name, with the way back: from %s',
  async (encoding, bytes) => {
    await expect(warningsOf(bytes)).rejects.toThrow(WrongSettings);
    await expect(warningsOf(bytes)).rejects.toThrow(new RegExp(`a\\.env is .*UTF.*iconv -f ${encoding} `));
  },
);

test('a byte order mark costs the first setting, and is refused where there is one', async () => {
  await expect(warningsOf('\ufeffPORT=4000\n')).rejects.toThrow('begins with a byte order mark');
  expect(await warningsOf('\ufeff# settings\nPORT=4000\n')).toEqual([]);
});

test.each([
  'SMTP_URL=smtps://u:hush@mail.example.kr#1',
  'METRICS_TOKEN = hush#hush',
  'ACCENT=#0b57d0',
  'export ADMIN_PASSWORD=hush# and more',
  'ADMIN_PASSWORD=hush#',
])('a value that ends at its # is told of without it: %s', async line => {
  const [warning = '', ...more] = await warningsOf(`# all\n${line}\r\nPORT=4000\n`);
  expect(more).toEqual([]);
  expect(warning).toMatch(/^[A-Z_]+ in .*a\.env ends at its #.*in quotes/);
  expect(warning).not.toContain('hush');
});

test.each(['SMTP_URL=smtps://u:12#hush@mail.example.kr', 'DATABASE_URL = postgres://u:hush#1@db/jebo'])(
  'an address that ends within its password is refused, and none of that is repeated: %s',
  async line => {
    const fault = await warningsOf(`${line}\n`).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(WrongSettings);
    expect(String(fault)).toMatch(/a\.env ends at its #.*percent-encoded.*:12%2F34%235@/);
    expect(String(fault)).not.toMatch(/hush|:12[^%]/);
  },
);

test.each([
  'ACCENT="#0b57d0"',
  "ADMIN_PASSWORD='hush#1' # why",
  'ADMIN_PASSWORD=hush # why',
  'PORT=4000 #why',
  'SECRET_KEY=# none',
  '#ACCENT=#0b57d0',
  'OTHER=a#b',
])('what is meant as a comment, stands in quotes or is none of ours is not told of: %s', async line => {
  expect(await warningsOf(`${line}\n`)).toEqual([]);
});

test('secrets that every user of the machine can read are told of, by their names alone', async () => {
  const content = 'SMTP_URL=smtps://u:hush@mail.example.kr\nPORT=4000\n';
  const [warning] = await warningsOf(content, 0o644);
  expect(warning).toMatch(/holds secrets \(SMTP_URL\).*chmod 600 .*a\.env$/);
  expect(warning).not.toContain('hush');
  expect(await warningsOf(content, 0o640)).toEqual([]);
  expect(await warningsOf('PORT=4000\nSMTP_URL=\n', 0o644)).toEqual([]);
});

test('no file, or one that is not there, is no matter', () => {
  expect(warningsOfEnvFiles([])).toEqual([]);
  expect(warningsOfEnvFiles(['--env-file-if-exists=/nowhere/at/all'])).toEqual([]);
});
