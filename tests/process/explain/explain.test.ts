import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { loadSecretKey } from '../../../src/crypto/secret-key.ts';
import { openDatabase } from '../../../src/db/open.ts';
import { makeFolder } from '../../../src/disk.ts';
import { explain } from '../../../src/process/explain/explain.ts';
import { whenDone } from '../../support/cleanup.ts';
import type { Settings } from '../../support/settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const wordsFor = async (work: Promise<unknown>, settings: Settings) =>
  explain(await failureOf(work), readConfig(settings));

/** As the system tells it. */
const fault = (facts: { code: string; path?: string; syscall?: string; message?: string }) =>
  Object.assign(new Error(facts.message ?? 'raw words'), facts);

async function listenOn(host: string, port: number): Promise<number> {
  const server = createServer().listen({ host, port });
  await once(server, 'listening');
  whenDone(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('a port that is taken is named, with another that may be free', async () => {
  const port = await listenOn('127.0.0.1', 0);
  const words = await wordsFor(listenOn('127.0.0.1', port), { PORT: String(port) });
  expect(words).toMatch(`Port ${port} is taken: another program listens there`);
  expect(words).toMatch(`PORT=${port + 1} npm start`);
});

test.each(['192.0.2.7', 'nosuch.invalid', '1.2.3', '::zz'])(
  'an address that is not ours is named: %s',
  async host => {
    expect(await wordsFor(listenOn(host, 0), { HOST: host })).toMatch(
      `HOST is ${host}, which is no address of this machine`,
    );
  },
);

test('a port of the administrator’s says so, and where to go', () => {
  const error = fault({ code: 'EACCES', syscall: 'listen' });
  expect(explain(error, readConfig({ PORT: '80' }))).toMatch(
    /Port 80 may not be used.*below 1024.*PORT=3000 npm start/,
  );
});

test('a file where a folder is needed is named, however far above', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'file');
  await writeFile(file, '');
  for (const DATA_DIR of [file, join(file, 'a', 'b')])
    expect(await wordsFor(makeFolder(DATA_DIR), { DATA_DIR })).toMatch(
      `${file} is no folder, where one is needed. Change that, or set DATA_DIR`,
    );
});

test('a link to nowhere and a folder that the system makes nothing in are refused at once', async () => {
  const link = join(await temporaryFolder(), 'link');
  await symlink('/nowhere/at/all', link);
  expect(await wordsFor(makeFolder(join(link, 'x')), { DATA_DIR: join(link, 'x') })).toMatch(
    `${link} is no folder`,
  );
  if (process.platform !== 'linux') return;
  expect(await wordsFor(makeFolder('/proc/jebo/x'), { DATA_DIR: '/proc/jebo/x' })).toMatch(
    '/proc/jebo is not there, and cannot be made',
  );
});

test.each([
  ['EROFS', 'lies on a disk that can only be read'],
  ['EACCES', 'may not be read or written by this user'],
  ['EPERM', 'may not be read or written by this user'],
  ['ENOSPC', 'There is no room left on the disk of'],
  ['EDQUOT', 'There is no room left on the disk of'],
  ['EIO', 'reports a fault'],
  ['EMFILE', 'too many files open'],
])('what the system calls %s is said in words, with the folder and a way out', async (code, words) => {
  const DATA_DIR = await temporaryFolder();
  const said = explain(
    fault({ code, path: join(DATA_DIR, 'secret.key'), syscall: 'open' }),
    readConfig({ DATA_DIR }),
  );
  expect(said).toMatch(words);
  expect(said).toMatch('set DATA_DIR to a folder of your own');
  expect(said).not.toMatch(/raw words|\bE[A-Z]{3,}\b/);
});

test('a database that is none, is a folder, or belongs to something else is named', async () => {
  const inFolder = async (make: (path: string) => unknown) => {
    const DATA_DIR = await temporaryFolder();
    await make(join(DATA_DIR, 'jebo.db'));
    return wordsFor(openDatabase({ engine: 'sqlite' }, DATA_DIR), { DATA_DIR });
  };
  const use = (path: string, statements: string) => {
    using database = new DatabaseSync(path);
    database.exec(statements);
  };
  expect(await inFolder(path => writeFile(path, 'x'.repeat(5_000)))).toMatch(/jebo\.db is not a database/);
  expect(await inFolder(path => mkdir(path))).toMatch(/jebo\.db is a folder, where a file is needed/);
  expect(await inFolder(path => use(path, 'create table tips (a)'))).toMatch('has tables of something else');
});

test('a database that another program holds says so, once it was waited for', async () => {
  const DATA_DIR = await temporaryFolder();
  await makeFolder(DATA_DIR);
  using other = new DatabaseSync(join(DATA_DIR, 'jebo.db'));
  other.exec('pragma journal_mode = wal; begin exclusive; create table a (b)');
  expect(await wordsFor(openDatabase({ engine: 'sqlite' }, DATA_DIR), { DATA_DIR })).toMatch(
    /Another program holds .*jebo\.db/,
  );
});

test('a database that another program brings forward is told as one', async () => {
  const DATA_DIR = await temporaryFolder();
  {
    using database = new DatabaseSync(join(DATA_DIR, 'jebo.db'));
    database.exec(`
      create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
      insert into kysely_migration values ('2024-shop', '2026-01-01T00:00:00.000Z');
    `);
  }
  expect(await wordsFor(openDatabase({ engine: 'sqlite' }, DATA_DIR), { DATA_DIR })).toMatch(
    'brought forward by another program, and not by Jebo',
  );
});

test('a key that is a folder is told as one', async () => {
  const DATA_DIR = await temporaryFolder();
  await mkdir(join(DATA_DIR, 'secret.key'));
  expect(await wordsFor(loadSecretKey(null, DATA_DIR), { DATA_DIR })).toMatch(
    /secret\.key is a folder, where a file is needed/,
  );
});

const postgres = (url: string): Settings => ({
  DATABASE_URL: url,
  SECRET_KEY: Buffer.alloc(32).toString('base64'),
});

test.each(['localhost', '127.0.0.1', 'nosuch.invalid'])(
  'a PostgreSQL that nobody answers for is told without its password: %s',
  async host => {
    const url = `postgres://jebo:hush-hush@${host}:9/jebo`;
    const dataDir = await temporaryFolder();
    const words = await wordsFor(openDatabase({ engine: 'postgres', url }, dataDir), postgres(url));
    expect(words).toMatch(`PostgreSQL does not answer at ${host}:9. See whether it runs`);
    expect(words).not.toMatch('hush-hush');
  },
);

test('a program that is no PostgreSQL is told as one that does not answer', async () => {
  const server = createServer(socket => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  whenDone(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const url = `postgres://jebo:hush-hush@127.0.0.1:${port}/jebo`;
  const words = await wordsFor(
    openDatabase({ engine: 'postgres', url }, await temporaryFolder()),
    postgres(url),
  );
  expect(words).toMatch(/PostgreSQL does not answer/);
});

test.each([
  ['28P01', 'does not take the user or password of DATABASE_URL'],
  ['3D000', 'has no database of the name in DATABASE_URL'],
  ['42501', 'does not allow the user of DATABASE_URL to make tables'],
  ['42P07', 'has tables of something else'],
  ['53300', 'takes no more connections'],
  ['57P03', 'is just starting or stopping'],
])('what PostgreSQL refuses with %s is said in words', (code, words) => {
  const said = explain(fault({ code }), readConfig(postgres('postgres://jebo:hush-hush@db.example.kr/jebo')));
  expect(said).toMatch(words);
  expect(said).toMatch('db.example.kr');
  expect(said).not.toMatch(/hush-hush|raw words/);
});

test('a fault of the desk’s own is not explained away', () => {
  expect(explain(new TypeError('x is not a function'), readConfig({}))).toBeNull();
  expect(explain(fault({ code: 'ERR_ASSERTION' }), readConfig({}))).toBeNull();
});
