import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * The rooms of the house, from the top to the ground: what stands in a line may import what stands in a lower one, and
 * its own room. A room that no line names is refused, so that a new one is given its place here first.
 */
const HOUSE: readonly (readonly string[])[] = [
  ['main.ts', 'cli.ts', 'demo'],
  ['process', 'commands'],
  ['app.ts'],
  ['background.ts'],
  ['web'],
  ['views'],
  ['channels'],
  ['mail', 'backup'],
  ['tips'],
  ['search'],
  ['media', 'staff'],
  ['jobs', 'history'],
  ['context.ts'],
  ['files', 'settings'],
  ['db'],
  ['config', 'crypto'],
  ['i18n'],
  ['unavailable.ts'],
  [
    'accent.ts',
    'errors.ts',
    'email.ts',
    'log.ts',
    'disk.ts',
    'limiter.ts',
    'nfc.ts',
    'fair-slots.ts',
    'keys.ts',
    'paths.ts',
    'backoff.ts',
    'repeat.ts',
    'unknown.ts',
    'resident-number.ts',
    'version.ts',
  ],
];
/** Runs in people's browsers: of the server it knows these alone, and the server nothing of it. */
const BROWSER = 'browser';
const SHARED_WITH_BROWSER: readonly string[] = ['i18n', 'keys.ts', 'resident-number.ts'];

/** Makes what readers would send, by the libraries that read it; no other room knows of it. */
const DEMO = 'demo';

/** Libraries that belong to one room, so that what they are for can be changed there alone. */
const OWNERS: Readonly<Record<string, string>> = {
  express: 'web',
  multer: 'web',
  compression: 'web',
  nodemailer: 'mail',
  '@aws-sdk/client-s3': 'files',
  pg: 'db',
  sharp: 'media',
  pino: 'log.ts',
};

/** The rooms that speak to people. All others name a reason by its code, and know of a language no more than its name. */
const SPEAKERS: readonly string[] = ['cli.ts', 'web', 'views', 'mail'];
const DICTIONARY = /^src\/i18n\/(?!(?:lang|size|dates)\.ts$)/;

/** So many files has the longest chain of imports from the entry at most, the entry counted. */
const MOST_FLOORS = 14;
const ENTRY = 'src/main.ts';

/** `isPath`: it names a file, and no package. */
type Import = { from: string; to: string; isPath: boolean; typesOnly: boolean };

const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^;'"]*?\sfrom\s+)?(['"])(.+?)\2|\b(?:import|require)\(\s*(?:(['"])(.+?)\4)?/g;
/** Where a sentence has an apostrophe, no import would be seen behind it. */
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/gm;
/** Asked for by something else than a text, so that nobody can say what it is. */
const UNREADABLE = '?';

/** What a file imports: paths from the root of the project, or the names of packages. */
function importsOf(file: string, text: string): Import[] {
  const code = text.replace(COMMENT, '');
  return [...code.matchAll(STATEMENT)].map(([, type, , static_, , dynamic]) => {
    const named = static_ ?? dynamic ?? UNREADABLE;
    const isPath = named.startsWith('.');
    const to = isPath ? normalize(join(dirname(file), named)) : named;
    return { from: file, to, isPath, typesOnly: type !== undefined };
  });
}

/** `src/tips/end/forget.ts` is in `tips`, `src/log.ts` is a room of its own, `views/…` is in `views`. Null: a package. */
function roomOf(path: string): string | null {
  const [top = '', second = ''] = path.split('/');
  if (top === 'src') return second;
  return top === 'views' ? top : null;
}

const floorOf = (room: string) => HOUSE.findIndex(line => line.includes(room));

/** Why an import is refused; null where it is fine. */
function faultOf({ from, to, isPath, typesOnly }: Import): string | null {
  const [here, there] = [roomOf(from) ?? '', isPath ? roomOf(to) : null];
  if (there === null) return isPath ? 'it stands outside of src and views' : faultOfPackage(here, to);
  if (here === there) return null;
  if (there === BROWSER || (here === BROWSER && !SHARED_WITH_BROWSER.includes(there)))
    return 'a browser script and the server share nothing but words';
  if (here === BROWSER) return null;
  if (floorOf(here) < 0 || floorOf(there) < 0) return 'a room that HOUSE does not name';
  if (floorOf(there) <= floorOf(here)) return `${here} stands below ${there}, or beside it`;
  if (DICTIONARY.test(to) && !SPEAKERS.includes(here)) return `${here} speaks to nobody, and needs no words`;
  const isWords = ['i18n', 'keys.ts', 'paths.ts'].includes(there) || typesOnly;
  return here === 'views' && !isWords ? 'views import types, words, keys and paths alone' : null;
}

function faultOfPackage(room: string, name: string): string | null {
  // Only a page knows where the scripts are that it loads later.
  if (name === UNREADABLE) return room === BROWSER ? null : 'nobody can say what that is';
  const [scope = '', part] = name.split('/');
  const owner = OWNERS[scope.startsWith('@') ? `${scope}/${part}` : scope];
  return owner === undefined || owner === room || room === DEMO
    ? null
    : `${name} is imported in ${owner} alone`;
}

/** The longest chain of imports of values from the entry: how many files someone may have to open to follow one call. */
function longestChain(entry: string, imports: ReadonlyMap<string, readonly Import[]>): string[] {
  const known = new Map<string, string[]>();
  const chainFrom = (file: string): string[] => {
    const found = known.get(file);
    if (found !== undefined) return found;
    // A circle is told by Biome; here it only must come to an end.
    known.set(file, []);
    const chains = (imports.get(file) ?? [])
      .filter(({ to, typesOnly }) => !typesOnly && imports.has(to))
      .map(({ to }) => chainFrom(to));
    const chain = [file, ...chains.reduce((one, other) => (other.length > one.length ? other : one), [])];
    known.set(file, chain);
    return chain;
  };
  return chainFrom(entry);
}

/** Every fault of the sources under a folder, one line each. */
export function faultsIn(root: string): string[] {
  const imports = new Map(
    ['src', 'views']
      .flatMap(top =>
        readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map(name => join(top, name)),
      )
      .filter(file => /\.[cm]?[jt]sx?$/.test(file))
      .map(file => [file, importsOf(file, readFileSync(join(root, file), 'utf8'))]),
  );
  const faults = [...imports.values()].flat().flatMap(one => {
    const fault = faultOf(one);
    return fault === null ? [] : [`${one.from} imports ${one.to}: ${fault}`];
  });
  const chain = longestChain(ENTRY, imports);
  if (chain.length > MOST_FLOORS) faults.push(`more than ${MOST_FLOORS} floors: ${chain.join(' → ')}`);
  return faults;
}

if (import.meta.main) {
  const faults = faultsIn(process.cwd());
  process.stderr.write(faults.map(fault => `${fault}\n`).join(''));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
