import { buffer } from 'node:stream/consumers';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import type { Unlock } from '../../../src/backup/archive/age.ts';
import { encrypt, readKeyFile } from '../../../src/backup/archive/age.ts';
import { FORMAT } from '../../../src/backup/archive/format.ts';
import { BackupError } from '../../../src/backup/backup-error.ts';
import { verifyBackup } from '../../../src/backup/verify.ts';
import { sealedSize } from '../../../src/files/sealed/chunks.ts';
import { createTipWorld, type TipWorld } from '../../tips/tip-world.ts';
import {
  backUpInto,
  emptyPlace,
  piecesOf,
  privateKey,
  publicKey,
  restoreFrom,
  unlock,
} from '../backup-world.ts';

const verify = (bytes: Buffer, by: Unlock = unlock) => verifyBackup(piecesOf(bytes), by);

async function backupOf(fill: (world: TipWorld) => Promise<unknown>): Promise<Buffer> {
  const world = await createTipWorld();
  await fill(world);
  return backUpInto(world.place);
}

const backup = await backupOf(async ({ submit, takeFile }) =>
  submit({ message: '글' }, [await takeFile('x'.repeat(300_000))]),
);

const sealed = async (source: AsyncIterable<unknown>) => buffer(await encrypt({ to: [publicKey] }, source));

const flipped = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

test('a whole backup is verified, and says what is inside', async () => {
  expect(await verify(backup)).toMatchObject({
    rows: { tips: 1, files: 1 },
    files: { count: 1, bytes: sealedSize(300_000) },
  });
});

test('one byte that was changed, wherever it is, is told', async () => {
  await expect(verify(flipped(backup, 30))).rejects.toThrow(BackupError);
  for (const at of [1_000, 100_000, 200_000])
    await expect(verify(flipped(backup, at))).rejects.toThrow(
      'The backup is damaged: some of its bytes were changed.',
    );
  await expect(verify(flipped(backup, backup.length - 1))).rejects.toThrow('or its end was changed');
});

test('a backup that was cut off is told, wherever that was', async () => {
  const seals = 64 * 1024 + 16;
  const header = backup.length % seals;
  for (const length of [300, header, seals, 2 * seals + header, backup.length - 1])
    await expect(verify(backup.subarray(0, length)), String(length)).rejects.toThrow(
      /The backup is not whole|The beginning of the backup is damaged/,
    );
});

test('what was put behind the end is told', async () => {
  await expect(verify(Buffer.concat([backup, backup]))).rejects.toThrow(BackupError);
});

test('a wrong passphrase, a wrong key, and the wrong one of the two are told apart', async () => {
  const { place } = await createTipWorld();
  const byPassphrase = await backUpInto(place, { passphrase: 'right, and long enough' });
  const say = (passphrase: string) => ({ askPassphrase: async () => passphrase });
  expect(await verify(byPassphrase, say('right, and long enough'))).toMatchObject({ format: FORMAT });
  await expect(verify(byPassphrase, say('wrong'))).rejects.toThrow('The passphrase is wrong.');
  await expect(verify(byPassphrase)).rejects.toThrow('made with a passphrase');
  await expect(verify(backup, say('right'))).rejects.toThrow('made for a public key');
  const other = await generateX25519Identity();
  await expect(verify(backup, { keys: [other] })).rejects.toThrow('made for another public key');
});

test('any one of several keys opens it', async () => {
  const { place } = await createTipWorld();
  const others = await Promise.all([1, 2].map(generateX25519Identity));
  const to = [...(await Promise.all(others.map(identityToRecipient))), publicKey];
  const bytes = await backUpInto(place, { to });
  for (const key of [...others, privateKey])
    expect(await verify(bytes, { keys: [key] })).toMatchObject({ format: FORMAT });
});

test('what is no backup is told, and not taken for a damaged one', async () => {
  await expect(verify(Buffer.from('PK a zip'))).rejects.toThrow('it is not in the age format');
  await expect(verify(Buffer.alloc(0))).rejects.toThrow('it is not in the age format');
  await expect(verify(await sealed(piecesOf(Buffer.alloc(5_000, 'no tar'))))).rejects.toThrow(
    'This is no backup of Jebo',
  );
  const tar = pack();
  tar.entry({ name: 'letter.txt' }, 'somebody’s own');
  tar.finalize();
  await expect(verify(await sealed(tar))).rejects.toThrow('This is no backup of Jebo');
});

test('a backup of a later version is refused with words, before anything is written', async () => {
  const tar = pack();
  tar.entry({ name: 'jebo-backup.json' }, JSON.stringify({ format: FORMAT + 1, something: 'new' }));
  tar.finalize();
  const later = await sealed(tar);
  await expect(verify(later)).rejects.toThrow('made by a later version of Jebo');

  const about = {
    format: 1,
    migration: '9999-later',
    engine: 'sqlite',
    takenAt: 0,
    hasSecretKey: false,
    keyFingerprint: null,
  };
  const tables = pack();
  tables.entry({ name: 'jebo-backup.json' }, JSON.stringify(about));
  tables.finalize();
  const newer = await sealed(tables);
  await expect(restoreFrom(newer, await emptyPlace())).rejects.toThrow('made by a later version of Jebo');
});

test('a key file is read as age-keygen writes it, and a wrong line is told without being shown', () => {
  const text = `# created: 2026-11-24T00:00:00Z\n# public key: ${publicKey}\n\n${privateKey}\r\n`;
  expect(readKeyFile(text)).toEqual([privateKey]);
  expect(() => readKeyFile('# nothing\n')).toThrow('There is no private key in the key file.');
  expect(() => readKeyFile(`${text}${privateKey.slice(0, -1)}\n`)).toThrow(
    'Line 5 of the key file is no private key',
  );
});
