import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Confinement, findProgram, isRoot } from './confinement.ts';
import { MOST_COMPUTING } from './protocol.ts';

type Program = { path: string; memory: number };

/** What starts a program in the sandbox: the command and its arguments up to the program's own path. */
export function commandFor({ limits, user, walls }: Confinement, program: Program): [string, ...string[]] {
  const isOutside = walls === 'namespaces' && isRoot;
  const namespaces = walls === 'namespaces' ? namespacesOf(isOutside) : [];
  return nonEmpty([
    ...(limits ? limited(program.memory) : []),
    // Root needs no namespace of users, which some kernels refuse, but is root for it no longer once it is nobody.
    ...(isOutside ? namespaces : []),
    ...privilegesOf(user),
    ...(isOutside ? [] : namespaces),
    ...(walls === 'mounts' || walls === 'mounts without /proc' ? mounted(program, walls === 'mounts') : []),
    process.execPath,
    ...permissionsFor(program),
  ]);
}

function nonEmpty([first, ...rest]: readonly string[]): [string, ...string[]] {
  if (first === undefined) throw new TypeError('no command');
  return [first, ...rest];
}

const found = (name: string): string => findProgram(name) ?? name;

/** Node and the decoders hold about thirty. */
const MOST_OPEN_FILES = 128;

/**
 * It offers itself to the kernel first when memory runs out, writes no file and no core dump. What it may have of private
 * memory is far more than what ends it in words (`memory-watch.ts`): half of it is only set aside.
 */
function limited(memory: number): string[] {
  const kilobytes = Math.ceil((2 * memory) / 1024) + 2 * 1024 * 1024;
  const script = [
    'echo 1000 2>/dev/null >/proc/self/oom_score_adj',
    `ulimit -d ${kilobytes} 2>/dev/null`,
    `ulimit -c 0 && ulimit -f 0 && ulimit -n ${MOST_OPEN_FILES} && ulimit -t ${MOST_COMPUTING} && exec "$@"`,
  ];
  return [found('sh'), '-c', script.join('; '), 'sh'];
}

const NOBODY = '65534';

function privilegesOf(user: Confinement['user']): string[] {
  if (user === null) return [];
  const asNobody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--bounding-set=-all'];
  return [
    found('setpriv'),
    '--no-new-privs',
    '--inh-caps=-all',
    ...(user === 'nobody' ? asNobody : []),
    '--',
  ];
}

const namespacesOf = (isOutside: boolean): string[] => [
  found('unshare'),
  ...(isOutside ? [] : ['--user']),
  '--net',
  '--ipc',
  '--uts',
  '--',
];

/** All that can be seen of the machine. `hasProc`: a container may forbid a /proc of its own. */
function mounted(program: Program, hasProc: boolean): string[] {
  const seen = [process.execPath, ...librariesOfNode(), ...codeFor(program)];
  return [
    found('bwrap'),
    ...['user', 'net', 'pid', 'ipc', 'uts'].map(kind => `--unshare-${kind}`),
    ...['--uid', NOBODY, '--gid', NOBODY, '--cap-drop', 'ALL'],
    '--die-with-parent',
    '--new-session',
    ...seen.flatMap(path => ['--ro-bind', path, path]),
    ...(hasProc ? ['--proc', '/proc'] : []),
    ...['--remount-ro', '/', '--chdir', '/', '--'],
  ];
}

const report = z.object({ sharedObjects: z.array(z.string()) });

/** Where the system libraries lie that Node has loaded, the loader among them: the decoders need their neighbours. */
function librariesOfNode(): string[] {
  const { sharedObjects } = report.parse(process.report.getReport());
  const libraries = sharedObjects.filter(path => /^\/.*\.so(\.|$)/.test(path));
  return [...new Set(libraries.map(path => dirname(path)))];
}

/** What it may read: our code and the packages. No settings, data or keys stand there. */
function codeFor({ path }: Program): string[] {
  const source = join(import.meta.dirname, '..', '..');
  const isOurs = path.startsWith(join(source, '/'));
  return [source, packages(), ...(isOurs ? [] : [dirname(path)])];
}

/** The folder of all packages. */
function packages(): string {
  const name = 'node_modules';
  const path = createRequire(import.meta.url).resolve('sharp');
  return path.slice(0, path.lastIndexOf(name) + name.length);
}

/**
 * https://nodejs.org/api/permissions.html: no other file is read and none written, no program and no thread started, no
 * address spoken to. Addons and threads are needed until all is loaded (`lock-down.ts`).
 */
const permissionsFor = (program: Program): string[] => [
  '--permission',
  ...codeFor(program).map(path => `--allow-fs-read=${path}`),
  '--allow-addons',
  '--allow-worker',
  '--disable-sigusr1',
  // The heap needs little: pictures lie outside of it.
  '--max-old-space-size=256',
];
