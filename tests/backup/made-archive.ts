import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { expect } from 'vitest';
import { encrypt } from '../../src/backup/archive/age.ts';
import { BackupError } from '../../src/backup/backup-error.ts';
import { verifyBackup } from '../../src/backup/verify.ts';
import { type Master, newTipSeal } from '../../src/crypto/masters.ts';
import { tablesIn } from '../../src/db/catalog.ts';
import { connectDatabase, migrationsFor } from '../../src/db/open.ts';
import { sealChunk } from '../../src/files/sealed/chunks.ts';
import { keyOf, newFileSeal, sealFileFacts, sealForTip } from '../../src/files/sealed/file-seal.ts';
import { bareTip } from '../support/bare-tip.ts';
import { makeKeys } from '../support/keys.ts';
import { emptyPlace, filesIn, publicKey, restoreFrom, unlock } from './backup-world.ts';

export type Entry = { name: string; body: string | Buffer; size?: number; type?: 'symlink' };
export type Told = { about?: object; manifest?: object; list?: string };

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

export const id = 'ab'.repeat(16);
export const file = { name: `files/${id}`, body: 'x' };
export const rows = (table: string, ...all: object[]): Entry => ({
  name: `rows/${table}/000001.ndjson`,
  body: all.map(row => `${JSON.stringify(row)}\n`).join(''),
});
export const tip = (number: unknown) => ({ number, ...bareTip() });
export const fileRow = { id, tip: 1, position: 0, size: 1, sha256: sha256('x'), name: 'a', claimed_type: '' };
export const message = {
  id: '1',
  tip: 1,
  direction: 'in',
  channel: 'form',
  at: 0,
  body: 'words of a source',
};
export const ours = {
  format: 1,
  migration: Object.keys(migrationsFor('sqlite')).at(-1),
  engine: 'sqlite',
  takenAt: 0,
  hasSecretKey: false,
  keyFingerprint: null,
};

const linesIn = (text: string | Buffer) => text.toString().split('\n').length - 1;

/** A file of one byte, `x`, as a desk with this master keeps it. */
export function makeSealedFile(master: Master) {
  const masters = { ...makeKeys().masters, current: master, find: () => master.key };
  const tip = newTipSeal(masters);
  const seal = sealForTip(masters, { id, size: 1, seal: newFileSeal(masters, id) }, tip, 'file');
  const sumsOf = (text: string) =>
    sealFileFacts(masters, { id, seal }, { name: 'a', claimedType: '', sha256: sha256(text), crc32: null });
  const body = Buffer.concat(sealChunk(keyOf(masters, id, seal), 0, Buffer.from('x')));
  return { entry: { name: file.name, body }, sumsOf, opening: { ...seal, size: 1, sums: sumsOf('x') } };
}

/** An archive that fits together in all that is not named, though no desk has made it. */
export async function archiveOf(
  entries: readonly Entry[],
  { about, manifest, list }: Told = {},
): Promise<Buffer> {
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
    ...said,
    rows: counts,
    files: { count: files.length, bytes },
    forgotten: [],
    gone: [],
    entries: all.length,
    ...manifest,
  };
  const listed = all.map(({ name, body }) => ({ name, size: Buffer.byteLength(body), sha256: sha256(body) }));
  const lines = [end, ...listed].map(line => `${JSON.stringify(line)}\n`).join('');
  for (const { body, ...header } of all) tar.entry({ size: Buffer.byteLength(body), ...header }).end(body);
  tar.entry({ name: 'manifest.ndjson' }, list ?? lines);
  tar.finalize();
  return buffer(await encrypt({ to: [publicKey] }, tar));
}

const whyNot = (error: unknown) => {
  expect(error).toBeInstanceOf(BackupError);
  return error instanceof BackupError ? error.message : '';
};
export const verified = async (bytes: Buffer) =>
  verifyBackup(Readable.from([bytes], { objectMode: true }), unlock).then(() => 'whole', whyNot);

/** Tries it, and sees to it that nothing came of it. */
export async function restoredInVain(bytes: Buffer): Promise<string> {
  const place = await emptyPlace();
  const words = await restoreFrom(bytes, place).then(() => 'restored', whyNot);
  const database = await connectDatabase(place.database, place.dataDir);
  expect([...(await tablesIn(database.query)).keys()]).toEqual([]);
  await database.close();
  expect(await filesIn(place)).toEqual({});
  return words;
}
