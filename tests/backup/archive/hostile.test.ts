import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { encrypt } from '../../../src/backup/archive/age.ts';
import { newSalt } from '../../../src/crypto/masters.ts';
import { emptyPlace, filesIn, publicKey, restoreFrom } from '../backup-world.ts';
import {
  archiveOf,
  type Entry,
  file,
  fileRow,
  id,
  makeSealedFile,
  message,
  ours,
  restoredInVain,
  rows,
  type Told,
  tip,
  verified,
} from '../made-archive.ts';

// Whoever has the public key can make an archive: that it is encrypted well says nothing of what is inside.

test('an archive that no desk has made, but that fits together, is whole', async () => {
  const files = rows('files', fileRow);
  const bytes = await archiveOf([file, rows('tips', tip(1)), rows('messages', message), files]);
  expect(await verified(bytes)).toBe('whole');
  expect(await restoreFrom(bytes, await emptyPlace())).toMatchObject({ nextTip: 1_002 });
});

test('a sealed file of an archive is held against its row and its sums, and kept as it stands', async () => {
  const named = [rows('tips', tip(1)), rows('messages', message), rows('files', sealedRow)];
  const bytes = await archiveOf([masters, opening(), sealedFile.entry, ...named], hasMasters);
  expect(await verified(bytes)).toBe('whole');
  const place = await emptyPlace();
  await restoreFrom(bytes, place);
  expect(Object.keys(await filesIn(place))).toEqual([id]);
});

const foreign = 'This is no backup of Jebo: what was encrypted is not what a backup holds.';
const key = Buffer.alloc(32, 1).toString('base64');
const lostMasters = 'The keys in the backup, which open what is sealed in it, are missing or damaged.';
const wrongKey = 'The secret key in the backup is not the one that the backup tells of.';
const otherwise = 'This is no backup of Jebo: what it holds reads otherwise.';

const masterKey = Buffer.alloc(32, 2);
const masters = {
  name: 'masters.json',
  body: JSON.stringify([
    { master: 0, key },
    { master: 1, key: masterKey.toString('base64') },
  ]),
};
const hasMasters = { about: { hasMasters: true } };
const sealedFile = makeSealedFile({ id: 1, key: masterKey });
const opening = (more: object = {}): Entry => ({
  name: `openings/${id}.json`,
  body: JSON.stringify({ ...sealedFile.opening, ...more }),
});
const { wrapped, sums: sealed } = sealedFile.opening;
const sealedRow = { ...fileRow, sha256: '', wrapped, sealed };

type Hostile = [what: string, Entry[], Told, words: string];

test.each<Hostile>([
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
  ['masters that are told of and are not there', [], { about: { hasMasters: true } }, lostMasters],
  ...[
    'no JSON',
    '[]',
    JSON.stringify([{ master: 1, key }]),
    JSON.stringify([{ master: 0, key: 'c2hvcnQ=' }]),
    JSON.stringify([
      { master: 0, key },
      { master: 0, key },
    ]),
  ].map(
    (body): Hostile => [
      'masters that are none',
      [{ name: 'masters.json', body }],
      { about: { hasMasters: true } },
      lostMasters,
    ],
  ),
  [
    'masters that are not told of',
    [{ name: 'masters.json', body: JSON.stringify([{ master: 0, key }]) }],
    {},
    'The backup holds masters.json, which does not belong there.',
  ],
  ['what opens a file, without the masters to do it by', [opening(), sealedFile.entry], {}, lostMasters],
  [
    'what opens a file that does not come',
    [masters, opening()],
    hasMasters,
    `The backup tells how the file ${id} is opened, and then lacks it.`,
  ],
  ...[
    opening({ wrapped: sealedFile.opening.wrapped.slice(4) }),
    opening({ salt: newSalt() }),
    opening({ master: 2 }),
    opening({ size: 2 }),
    opening({ sums: opening().body }),
    opening({ sums: sealedFile.sumsOf('y') }),
  ].map(
    (wrong): Hostile => [
      'a file that does not open, or is not what was sent',
      [masters, wrong, sealedFile.entry],
      hasMasters,
      `The file ${id} in the backup is not what was sent, or does not open.`,
    ],
  ),
  [
    'a sealed file that nothing opens',
    [masters, sealedFile.entry, rows('tips', tip(1)), rows('files', sealedRow)],
    hasMasters,
    `The file ${id} in the backup is not the one that its row tells of.`,
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

test('a version by a name that every object has is a later version', async () => {
  const bytes = await archiveOf([], { about: { migration: 'toString' } });
  expect(await restoredInVain(bytes)).toContain('made by a later version of Jebo');
});

test.each<[string, Told & { entries: Entry[] }]>([
  ['at its beginning', { about: { leastVersion: '99.0.0' }, entries: [] }],
  ['in its rows alone', { entries: [rows('desk_facts', { name: 'least version', value: '99.0.0' })] }],
])('a desk that needs a newer version, as it says %s, is not restored by this one', async (_where, told) => {
  expect(await restoredInVain(await archiveOf(told.entries, told))).toContain(
    'made by a later version of Jebo',
  );
});
