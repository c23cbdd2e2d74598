import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { encrypt } from '../../src/backup/encrypt.ts';
import { BackupFault } from '../../src/backup/fault.ts';
import { verifyBackup } from '../../src/backup/verify.ts';
import { connectDatabase, migrationsFor } from '../../src/db/open.ts';
import { tablesIn } from '../../src/db/tables.ts';
import { emptyPlace, filesIn, publicKey, restoreFrom, unlock } from './backup-world.ts';

// Whoever has the public key can make an archive: that it is encrypted well says nothing of what is inside.

type Entry = { name: string; body: string; size?: number; type?: 'symlink' };
type Told = { about?: object; manifest?: object; list?: string };

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const id = 'ab'.repeat(16);
const file = { name: `files/${id}`, body: 'x' };
const rows = (table: string, ...all: object[]): Entry => ({
  name: `rows/${table}/000001.ndjson`,
  body: all.map(row => `${JSON.stringify(row)}\n`).join(''),
});
const tip = (number: unknown) => ({
  ...{
    number,
    channel: 'form',
    external_id: null,
    receipt_hash: crypto.randomUUID(),
    lang: 'ko',
    received_at: 0,
  },
  ...{ state: 'new', state_since: 0, state_by: null, version: 1, forgotten_at: null, consent_contact: 0 },
  ...{ consent_media: 0, age_14: null, headline: null, title: null, place: null, happened_typed: null },
  ...{ happened_at: null, article: null, name: null },
});
const fileRow = { id, tip: 1, position: 0, size: 1, sha256: sha256('x'), name: 'a', claimed_type: '' };
const message = { id: '1', tip: 1, direction: 'in', channel: 'form', at: 0, body: 'words of a source' };
const ours = {
  ...{ format: 1, migration: Object.keys(migrationsFor('sqlite')).at(-1), engine: 'sqlite', takenAt: 0 },
  ...{ hasSecretKey: false, keyFingerprint: null },
};

const linesIn = (text: string) => text.split('\n').length - 1;

/** An archive that fits together in all that is not named, though no desk has made it. */
async function archiveOf(entries: readonly Entry[], { about, manifest, list }: Told = {}): Promise<Buffer> {
  const tar = pack();
  const said = { ...ours, ...about };
  const all = [{ name: 'jebo-backup.json', body: JSON.stringify(said) }, ...entries];
  const counts: Record<string, number> = {};
  for (const { name, body } of entries) {
    const [, table] = /^rows\/(\w+)\//.exec(name) ?? [];
    if (table !== undefined) counts[table] = (counts[table] ?? 0) + linesIn(body);
  }
  const files = entries.filter(({ name }) => name.startsWith('files/'));
  const bytes = files.reduce((sum, { body }) => sum + body.length, 0);
  const end = {
    ...{ ...said, rows: counts, files: { count: files.length, bytes }, forgotten: [], gone: [] },
    ...{ entries: all.length, ...manifest },
  };
  const listed = all.map(({ name, body }) => ({ name, size: Buffer.byteLength(body), sha256: sha256(body) }));
  const lines = [end, ...listed].map(line => `${JSON.stringify(line)}\n`).join('');
  for (const { body, ...header } of all) tar.entry({ size: Buffer.byteLength(body), ...header }).end(body);
  tar.entry({ name: 'manifest.ndjson' }, list ?? lines);
  tar.finalize();
  return buffer(await encrypt({ to: [publicKey] }, tar));
}

const whyNot = (error: unknown) => {
  expect(error).toBeInstanceOf(BackupFault);
  return error instanceof BackupFault ? error.message : '';
};
const verified = async (bytes: Buffer) =>
  verifyBackup(Readable.from([bytes], { objectMode: true }), unlock).then(() => 'whole', whyNot);

/** Tries it, and sees to it that nothing came of it. */
async function restoredInVain(bytes: Buffer): Promise<string> {
  const place = await emptyPlace();
  const words = await restoreFrom(bytes, place).then(() => 'restored', whyNot);
  const database = await connectDatabase(place.database, place.dataDir);
  expect([...(await tablesIn(database.query)).keys()]).toEqual([]);
  await database.close();
  expect(await filesIn(place)).toEqual({});
  return words;
}

test('an archive that no desk has made, but that fits together, is whole', async () => {
  const files = rows('files', fileRow);
  const bytes = await archiveOf([file, rows('tips', tip(1)), rows('messages', message), files]);
  expect(await verified(bytes)).toBe('whole');
  expect(await restoreFrom(bytes, await emptyPlace())).toMatchObject({ nextTip: 1_002 });
});

const foreign = 'This is no backup of Jebo: what was encrypted is not what a backup holds.';
const wrongKey = 'The secret key in the backup is not the one that the backup tells of.';
const otherwise = 'This is no backup of Jebo: what it holds reads otherwise.';

test.each<[string, Entry[], Told, string]>([
  [
    'a name that leads out of the folder',
    [{ ...file, name: 'files/../../evil' }],
    {},
    'The backup holds files/../../evil, which does not belong there.',
  ],
  ['a name that a terminal obeys', [{ ...file, name: '\u001b[2Jevil' }], {}, foreign],
  ['a link', [{ ...file, body: '', type: 'symlink' }], {}, foreign],
  ['a file twice', [file, file], {}, `The backup holds files/${id} twice.`],
  [
    'rows twice',
    [rows('tips', tip(1)), rows('tips', tip(1))],
    {},
    'The backup holds rows/tips/000001.ndjson twice.',
  ],
  [
    'a file behind the rows',
    [rows('tips', tip(1)), file],
    {},
    `The backup holds files/${id}, which does not belong there.`,
  ],
  [
    'rows of a table that no backup has',
    [rows('sessions', { id })],
    {},
    'The backup holds rows/sessions/000001.ndjson, which does not belong there.',
  ],
  [
    'a row that names a path as its file',
    [rows('files', { id: '../../evil', size: 1, sha256: '' })],
    {},
    'A row of files names its file as no desk does.',
  ],
  [
    'a file that never came',
    [rows('tips', tip(1)), rows('files', fileRow)],
    {},
    `The backup lacks the file ${id}.`,
  ],
  ['an integer beyond 64 bits', [rows('tips', tip({ integer: '9'.repeat(19) }))], {}, otherwise],
  ['a time that no calendar has', [], { about: { takenAt: 9e15 } }, otherwise],
  ['a secret key that is told of and is not there', [], { about: { hasSecretKey: true } }, wrongKey],
  [
    'a secret key that is another',
    [{ name: 'secret.key', body: Buffer.alloc(32).toString('base64') }],
    { about: { hasSecretKey: true, keyFingerprint: 'another' } },
    wrongKey,
  ],
  [
    'an end that tells otherwise than the beginning',
    [],
    { manifest: { keyFingerprint: 'another' } },
    'The backup says one thing of itself at its beginning, and another at its end.',
  ],
  [
    'a list without an end',
    [],
    { list: 'x'.repeat(70 * 1024 * 1024) },
    'The backup holds a list that is too long.',
  ],
])(
  '%s is refused in words, verified or restored, and nothing comes of it',
  async (_what, entries, told, words) => {
    const bytes = await archiveOf(entries, told);
    expect(await verified(bytes)).toContain(words);
    expect(await restoredInVain(bytes)).toContain(words);
  },
);

test.each([file.name, 'rows/tips/000001.ndjson'])(
  'a size of petabytes that %s claims is not believed',
  async name => {
    const tar = pack();
    tar.entry({ name: 'jebo-backup.json' }, JSON.stringify(ours));
    tar.entry({ name, size: 2 ** 50 }).write('x'.repeat(2_000));
    tar.push(null);
    const bytes = await buffer(await encrypt({ to: [publicKey] }, tar));
    expect(await verified(bytes)).toBe(foreign);
    expect(await restoredInVain(bytes)).toBe(foreign);
  },
);

test.each<[string, Entry[], string]>([
  ['rows before those that they refer to', [rows('messages', message), rows('tips', tip(1))], 'messages'],
  ['two rows that are one', [rows('tips', tip(1), tip(1))], 'tips'],
  ['text where a number belongs', [rows('tips', tip('one'))], 'tips'],
  ['a row of nothing', [rows('tips', {})], 'tips'],
  ['a column of another version', [rows('tips', { ...tip(1), later: 1 })], 'tips'],
])('%s: the database refuses it, in words that show nothing of the row', async (_what, entries, table) => {
  expect(await restoredInVain(await archiveOf(entries))).toBe(
    `The rows of ${table} in the backup do not fit its version, or one another.`,
  );
});

test('a version by a name that every object has is a later version', async () => {
  const bytes = await archiveOf([], { about: { migration: 'toString' } });
  expect(await restoredInVain(bytes)).toContain('made by a later version of Jebo');
});
