import { BackupError } from '../backup-error.ts';
import type { EntryIndex } from './entry-index.ts';
import {
  type About,
  about,
  type Entry,
  entry,
  MANIFEST,
  type Manifest,
  MOST_IN_MEMORY,
  manifest,
  parseJson,
} from './format.ts';
import type { ArchiveWriter } from './write-archive.ts';

/** The last entry. It is as long as the index, so it is written line by line. */
export async function writeManifest(archive: ArchiveWriter, found: Manifest): Promise<void> {
  const { index } = archive;
  let size = 0;
  for (const line of linesFor(found, index)) size += Buffer.byteLength(line);
  await archive.add(MANIFEST, size, piecesOf(linesFor(found, index)));
}

function* linesFor(found: Manifest, index: EntryIndex): Generator<string> {
  yield `${JSON.stringify(found)}\n`;
  for (const { name, size, sha256 } of index.all()) yield `${JSON.stringify({ name, size, sha256 })}\n`;
}

const PIECE = 64 * 1024;

async function* piecesOf(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}

/** What came, to be held against what the manifest says. */
type Came = Pick<Manifest, 'rows' | 'files'> & {
  about: About;
  index: EntryIndex;
  missing: ReadonlySet<string>;
};

/** @throws {BackupError} when anything of it has not come, or came otherwise. */
export async function checkManifest(bytes: AsyncIterable<Uint8Array>, came: Came): Promise<Manifest> {
  const lines = linesOf(bytes);
  const first = await lines.next();
  const found = parseJson(manifest, first.done ? '' : first.value);
  if (!isSame(about.parse(found), came.about))
    throw new BackupError('The backup says one thing of itself at its beginning, and another at its end.');
  const entries = await checkEntries(lines, came.index);
  const rows = Object.fromEntries(Object.entries(found.rows).filter(([, count]) => count > 0));
  if (entries !== found.entries || !isSame(rows, came.rows) || !isSame(found.files, came.files))
    throw new BackupError('The backup does not hold as much as it says.');
  const unexplained = [...came.missing].filter(id => !found.gone.includes(id));
  if (unexplained.length > 0) throw new BackupError(`The backup lacks the file ${unexplained[0]}.`);
  return found;
}

async function checkEntries(lines: AsyncIterable<string>, index: EntryIndex): Promise<number> {
  let count = 0;
  const came = index.all()[Symbol.iterator]();
  for await (const line of lines) {
    const listed = parseJson(entry, line);
    const next = came.next();
    if (next.done || !isSame(listed, next.value)) throw different(listed);
    count += 1;
  }
  const more = came.next();
  if (!more.done) throw different(more.value);
  return count;
}

const different = ({ name }: Entry) => new BackupError(`${name} in the backup is not what its list says.`);

function isSame(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every(name => one[name] === other[name]);
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    // Only what is new is searched: a line that never ends costs no more than its length.
    const [end = '', ...lines] = decoder.decode(chunk, { stream: true }).split('\n');
    rest += end;
    if (rest.length > MOST_IN_MEMORY) throw new BackupError('The backup holds a list that is too long.');
    const last = lines.pop();
    if (last === undefined) continue;
    yield rest;
    yield* lines;
    rest = last;
  }
  if (rest !== '') yield rest;
}
