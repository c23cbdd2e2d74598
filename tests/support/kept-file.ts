import { Readable } from 'node:stream';
import { ensureTipSeal } from '../../src/db/tip-keys.ts';
import { fileColumns, sealForTip } from '../../src/files/sealed/file-seal.ts';
import type { TakenFile } from '../../src/files/sealed/sealed-files.ts';
import type { Details, Shortfall } from '../../src/media/details.ts';
import { filesOf } from './sealed-files.ts';
import type { World } from './world.ts';

/** A file as the tests put it before staff; without `found` its inspection still waits, without `verdict` nothing scans. */
export type GivenFile = {
  name?: string;
  claimed?: string;
  bytes?: Buffer;
  /** False: as an older version has kept it. */
  isSealed?: boolean;
  found?: {
    type?: string | null;
    broken?: boolean;
    thumbnail?: Buffer;
    copy?: { bytes: Buffer; type: string };
    details?: Details;
    shortfall?: Shortfall;
  };
  verdict?: 'waiting' | 'clean' | 'infected' | 'too large' | 'unscannable';
};

/** Puts a file to a tip that is there already, as if it had come with it and had been looked at. */
export async function giveFile(
  world: Pick<World, 'config' | 'database'> & { clock: () => number },
  tip: number,
  given: GivenFile,
) {
  const { name = '영상.mp4', claimed = 'video/mp4', bytes = Buffer.from('0123456789') } = given;
  const { isSealed = true } = given;
  const { files, masters } = await filesOf(world.config, world.database, { isSealed });
  const take = async (content: Buffer) => {
    const taken = await files.take(Readable.from([content], { objectMode: true }), content.length);
    if (taken === null) throw new Error('the file was too large');
    return taken;
  };
  const file = await take(bytes);
  const { id, size, sha256 } = file;
  const { found, verdict } = given;
  const thumbnail = found?.thumbnail && (await take(found.thumbnail));
  const copy = found?.copy && (await take(found.copy.bytes));

  const { query } = world.database;
  const { length: position } = await query.selectFrom('files').select('id').where('tip', '=', tip).execute();
  await world.database.write(async trx => {
    const tipSeal = await ensureTipSeal(trx, masters, tip);
    const wrapped = (as: 'thumbnail' | 'copy', made: TakenFile | undefined) =>
      made?.seal ? sealForTip(masters, { ...made, seal: made.seal }, tipSeal, as).wrapped : null;
    const columns = fileColumns(masters, { ...file, name, claimedType: claimed }, tipSeal);
    await trx
      .insertInto('files')
      .values({ id, tip, position, size, ...columns })
      .execute();
    if (found) {
      await trx
        .insertInto('inspections')
        .values({
          file: id,
          at: world.clock(),
          broken: found.broken ? 1 : 0,
          type: found.type ?? null,
          thumbnail: thumbnail?.id ?? null,
          thumbnail_size: thumbnail?.size ?? null,
          thumbnail_wrapped: wrapped('thumbnail', thumbnail),
          copy: copy?.id ?? null,
          copy_size: copy?.size ?? null,
          copy_wrapped: wrapped('copy', copy),
          copy_type: found.copy?.type ?? null,
          details: JSON.stringify(found.details ?? {}),
          shortfall: found.shortfall ?? null,
        })
        .execute();
    }
    if (verdict) {
      const signature = verdict === 'infected' ? 'Win.Test.EICAR_HDB-1' : null;
      await trx.insertInto('scans').values({ file: id, at: world.clock(), verdict, signature }).execute();
    }
  });
  return { id, sha256, path: `/admin/tips/${tip}/files/${id}`, etag: `"${sha256}"` };
}

export const sendTip = (world: World, fields: Record<string, string> = {}) =>
  world.request
    .post('/tips')
    .type('form')
    .send({ message: '글', ...fields })
    .expect(303);
