import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { tablesIn } from '../../src/db/catalog.ts';
import { connectDatabase, openDatabase } from '../../src/db/open.ts';
import { runCli, startCli } from '../support/cli-process.ts';
import { engine, freshSettings } from '../support/databases.ts';
import { fileRows } from '../support/sealed-files.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';
import { databaseSettings, ON_DISK, type Settings } from '../support/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { databaseOf, filesIn, privateKey, publicKey, rowsIn } from './backup-world.ts';

/** Each of these starts many processes. */
vi.setConfig({ testTimeout: 120_000 });

const PASSPHRASE = '가나다라 마바사 아자차카';
const editor = { ADMIN_EMAIL: 'editor@newsroom.example', ADMIN_PASSWORD: 'a pass phrase for tests' };

/** Settings of a desk that is not there yet. */
const emptySettings = async (): Promise<Settings> => ({
  DATA_DIR: await temporaryFolder(),
  DISK_RESERVE: '0',
  ...databaseSettings(await freshSettings({ migrated: false })),
});

async function sendTip({ url }: ServerProcess, message: string, bytes: Buffer<ArrayBuffer>) {
  const form = new FormData();
  form.append('message', message);
  form.append('files', new Blob([bytes]), '영상.mp4');
  const answer = await fetch(`${url}/tips`, {
    method: 'POST',
    body: form,
    headers: { Accept: 'application/json' },
  });
  expect(answer.status).toBe(201);
  const { number }: { number: number } = await answer.json();
  return { number, message, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Signs in and gives the page of a tip. */
async function tipPage({ url }: ServerProcess, number: number): Promise<string> {
  const body = new URLSearchParams({ email: editor.ADMIN_EMAIL, password: editor.ADMIN_PASSWORD });
  const headers = { Origin: url };
  const signedIn = await fetch(`${url}/admin/login`, { method: 'POST', body, headers, redirect: 'manual' });
  expect(signedIn.status).toBe(303);
  const cookie = signedIn.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ');
  const page = await fetch(`${url}/admin/tips/${number}`, { headers: { cookie } });
  expect(page.status).toBe(200);
  return page.text();
}

const folderWithKey = async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'key.txt'), `# a comment\n${privateKey}\n`);
  return { folder, file: join(folder, 'desk.age'), key: join(folder, 'key.txt') };
};

test('a backup of a server at work, restored elsewhere, is a desk that starts, knows its staff and goes on', async () => {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0', ...editor } });
  await server.start();
  const sent = [await sendTip(server, '백업 전의 제보', randomBytes(2_000_000))];
  let isOver = false;
  const pouring = (async () => {
    for (let tip = 0; !isOver; tip++) await sendTip(server, `쏟아지는 제보 ${tip}`, randomBytes(50_000));
  })();
  const { file, folder } = await folderWithKey();
  const backup = await runCli(server.settings, ['backup', file], `${PASSPHRASE}\n`);
  isOver = true;
  await pouring;
  expect(backup).toMatchObject({ code: 0, complained: '' });
  expect(backup.said).toContain(`${file} holds `);
  expect(backup.said).toContain('All that opens it is inside');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).filter(name => name.endsWith('.jebo-part'))).toEqual([]);
  await server.stop();

  const verified = await runCli({}, ['verify', file], `${PASSPHRASE}\n`);
  expect(verified).toMatchObject({ code: 0, complained: '' });
  expect(verified.said).toContain('The backup is whole: ');
  expect(verified.said).toContain('All that opens it is inside');
  const settings = await emptySettings();
  const restored = await runCli(settings, ['restore', file], `${PASSPHRASE}\n`);
  expect(restored).toMatchObject({ code: 0, complained: '' });
  expect(restored.said).toContain(
    engine() === 'sqlite'
      ? 'A new secret key was made for it'
      : 'It opens with the secret key that is set here.',
  );
  const [, next = ''] = /The next tip will be number (\d+)\./.exec(restored.said) ?? [];

  const again = await createServerProcess({ settings });
  await again.start();
  const [first] = sent;
  expect(await tipPage(again, first?.number ?? 0)).toContain(first?.message);
  const config = readConfig(settings);
  const files = await fileRows({ config, database: await databaseOf(config) });
  expect(files.map(file => file.sha256)).toContain(first?.sha256);
  expect((await sendTip(again, '새 제보', randomBytes(10))).number).toBe(Number(next));
  expect(await again.stop()).toBe(0);
});

/** A desk that has stopped, and its backup through a pipe. */
async function pipedBackup() {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  await server.start();
  // The last one is longer than what age seals at once, so that rows are read before the end has come.
  for (const message of ['하나', '둘', '셋'.repeat(60_000)])
    await sendTip(server, message, randomBytes(700_000));
  await server.stop();
  const backup = await runCli(server.settings, ['backup', '-', '--to', publicKey]);
  expect(backup.code).toBe(0);
  expect(backup.complained).toContain('The backup holds 3 tips');
  return { server, bytes: backup.stdout, place: readConfig(server.settings) };
}

test('through a pipe, nothing but the backup is on standard output', async () => {
  const { bytes } = await pipedBackup();
  const { key } = await folderWithKey();
  const verified = await runCli({}, ['verify', '-', '--key', key], bytes);
  expect(verified).toMatchObject({ code: 0, complained: '' });
  const withPassphrase = Buffer.concat([Buffer.from(`${PASSPHRASE}\n`), bytes]);
  const wrong = await runCli({}, ['verify', '-'], withPassphrase);
  expect(wrong).toMatchObject({ code: 1, said: '' });
  expect(wrong.complained).toBe('This backup was made for a public key: name the file of the private key.\n');
});

test('killed among the files, or just before its end, a restore has left no desk, and the next one makes it whole', async () => {
  const { bytes, place } = await pipedBackup();
  const { key } = await folderWithKey();
  const rows = await rowsIn(await databaseOf(place));
  const settings = await emptySettings();
  const target = readConfig(settings);
  const wholeFiles = async () => Object.keys(await filesIn(target).catch(() => ({}))).length;

  for (const [length, files] of [
    [1_000_000, 1],
    [bytes.length - 100, 3],
  ] as const) {
    const restoring = startCli(settings, ['restore', '-', '--key', key]);
    restoring.stdin.write(bytes.subarray(0, length));
    await expect.poll(wholeFiles).toBeGreaterThanOrEqual(files);
    await restoring.kill();
    await expect(openDatabase(target.database, target.dataDir)).rejects.toThrow('has not ended');
    const database = await connectDatabase(target.database, target.dataDir);
    expect([...(await tablesIn(database.query)).keys()]).toEqual([]);
    await database.close();
  }

  const { code, complained } = await runCli(settings, ['restore', '-', '--key', key], bytes);
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  expect(await rowsIn(await databaseOf(target))).toEqual(rows);
  expect(await filesIn(target)).toEqual(await filesIn(place));
  for (const name of await readdir(target.dataDir))
    expect((await stat(join(target.dataDir, name))).mode & 0o077).toBe(0);
  const others = (await readdir(target.dataDir)).filter(name => !name.startsWith('jebo.db'));
  expect(others.sort()).toEqual(
    ['files', 'incoming', ...(engine() === 'sqlite' ? ['secret.key'] : [])].sort(),
  );
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'a backup that %s ends says so, and leaves nothing',
  async signal => {
    const server = await createServerProcess({ settings: { DISK_RESERVE: '0', ...ON_DISK } });
    await server.start();
    await sendTip(server, '큰 영상', randomBytes(10));
    await server.stop();
    const place = readConfig(server.settings);
    // So large that it is still on its way when the signal comes; a hole takes no room, and stands as an older version keeps a file.
    const size = 2 ** 32;
    const [id = ''] = Object.keys(await filesIn(place));
    await truncate(join(place.dataDir, 'files', id.slice(0, 2), id), size);
    const database = await openDatabase(place.database, place.dataDir);
    await database.write(trx =>
      trx.updateTable('files').set({ size, wrapped: null, sealed: null }).execute(),
    );
    await database.close();

    const { folder, file } = await folderWithKey();
    const backup = startCli(server.settings, ['backup', file, '--to', publicKey]);
    const written = async () => {
      const part = (await readdir(folder)).find(name => name.endsWith('.jebo-part'));
      return part === undefined ? 0 : (await stat(join(folder, part))).size;
    };
    await expect.poll(written).toBeGreaterThan(1_000_000);
    expect(await backup.kill(signal)).toMatchObject({
      code: 1,
      said: '',
      complained: `It was broken off, and ${file} was not made.\n`,
    });
    expect(await readdir(folder)).toEqual(['key.txt']);
  },
);

test('each fault is one sentence and exit code 1, and makes no file', async () => {
  const { bytes, server } = await pipedBackup();
  const { folder, file, key } = await folderWithKey();
  await writeFile(file, bytes);
  const damaged = join(folder, 'damaged.age');
  const changed = Buffer.from(bytes);
  changed[1_000_000] = (changed[1_000_000] ?? 0) ^ 1;
  await writeFile(damaged, changed);
  const cut = join(folder, 'cut.age');
  await writeFile(cut, bytes.subarray(0, -1_000));

  const faults: [string[], string, string?][] = [
    [['backup', file, '--to', publicKey], `${file} is there already. Name another file.`],
    [['backup', join(folder, 'no', 'x'), '--to', publicKey], `There is no folder ${join(folder, 'no')}.`],
    [
      ['backup', join(folder, 'x'), '--to', 'age1x'],
      "Public key 1 is none of age's: it begins with age1 and must be whole.",
    ],
    [
      ['backup', join(folder, 'x')],
      'The passphrase must be at least 10 letters long; a few words are best.',
      'short\n',
    ],
    [['verify', join(folder, 'x')], `There is no file ${join(folder, 'x')}.`],
    [['verify', folder], `${folder} is a folder.`],
    [['backup', join(file, 'x'), '--to', publicKey], `There is no folder ${file}.`],
    [
      ['verify', file, '--key', file],
      'Line 1 of the key file is no private key of age: it begins with AGE-SECRET-KEY- and must be whole.',
    ],
    [['verify', damaged, '--key', key], 'The backup is damaged: some of its bytes were changed.'],
    [['verify', cut, '--key', key], 'The backup is not whole: it was cut off, or its end was changed.'],
    [['verify', key, '--key', key], 'This is no backup of Jebo: it is not in the age format.'],
    [
      ['restore', file, '--key', key],
      'There is a desk in this database already. A restore needs an empty one: another DATA_DIR, or another database.',
    ],
  ];
  for (const [args, words, input] of faults) {
    const { code, said, complained } = await runCli(server.settings, args, input);
    expect({ code, said, complained }).toEqual({ code: 1, said: '', complained: `${words}\n` });
  }
  expect((await readdir(folder)).sort()).toEqual(['cut.age', 'damaged.age', 'desk.age', 'key.txt']);
  expect(await readFile(file)).toEqual(bytes);

  const nowhere = await runCli(await emptySettings(), ['backup', join(folder, 'x'), '--to', publicKey]);
  expect(nowhere.complained).toContain('There is no desk to back up here');
});

test.each([
  [['backup']],
  [['backup', 'a', 'b']],
  [['backup', 'a', '--secret']],
  [['verify']],
  [['restore', 'a', '--forget', 'all']],
  [['restore', 'a', '--after', '-1']],
  [['staff']],
  [['staff', 'add']],
  [['migrate', 'now']],
  [['nonsense']],
])('wrong usage (%j) prints the usage, and does nothing', async args => {
  const { code, said, complained } = await runCli({}, args);
  expect(code).toBe(1);
  expect(said).toBe('');
  expect(complained).toContain('npm run jebo -- COMMAND');
});

test('asked for nothing, it says what it can do', async () => {
  expect(await runCli({}, [])).toMatchObject({ code: 0, said: expect.stringContaining('restore FILE') });
});
