import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownName } from '../../../src/db/process-identity.ts';
import { CHUNK, chunksWithin } from '../../../src/files/sealed/chunks.ts';
import { LEASE, LET_GO } from '../../../src/files/uploads/leases.ts';
import { fileRows, uploadRows } from '../../support/sealed-files.ts';
import { createDesks, type Desk, type Desks } from './desks.ts';

const SIZE = 2_000_000;
const VERSION = { 'Tus-Resumable': '1.0.0' };
const BYTES = { ...VERSION, 'Content-Type': 'application/offset+octet-stream' };
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Gives its path, which is the same at every process. */
async function begin({ request: ask }: Desk, size = SIZE): Promise<string> {
  const answer = await ask
    .post('/uploads')
    .set({ ...VERSION, 'Upload-Length': String(size), 'Upload-Metadata': 'filename dg==' })
    .expect(201);
  return answer.headers['location'] ?? '';
}

/** Sends these bytes and then nothing, on a connection that stays open. */
function sendAndHang({ url }: Desk, path: string, from: number, bytes: Buffer) {
  const patch = request(`${url}${path}`, {
    method: 'PATCH',
    headers: { ...BYTES, 'Upload-Offset': String(from), 'Content-Length': String(SIZE - from) },
    agent: false,
  });
  const ended = Promise.race([
    once(patch, 'response').then(([answer]) => Number(answer.statusCode)),
    once(patch, 'error').then(() => 'cut off' as const),
  ]).catch(() => 'cut off' as const);
  patch.write(bytes);
  return { ended };
}

const offsetAt = async ({ request: ask }: Desk, path: string) =>
  Number((await ask.head(path).set(VERSION).expect(200)).headers['upload-offset']);

const sendRest = async ({ request: ask }: Desk, path: string, from: number, bytes: Buffer) =>
  ask
    .patch(path)
    .set({ ...BYTES, 'Upload-Offset': String(from) })
    .send(bytes.subarray(from));

/** What has come of the one file and is on the disk, in whole chunks. */
async function bytesIncoming({ dataDir }: Desks): Promise<number> {
  const folder = join(dataDir, 'incoming');
  const sizes = (await readdir(folder)).map(async name => (await stat(join(folder, name))).size);
  return chunksWithin((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)) * CHUNK;
}

async function rowOf(desks: Desks, path: string) {
  const row = (await uploadRows(desks)).find(({ id }) => id === path.replace('/uploads/', ''));
  if (row === undefined) throw new Error('it is gone');
  return row;
}

test('an upload begun at one process goes on at another, which cuts the old connection off, and arrives as it was sent', async () => {
  const desks = await createDesks();
  const { first, second } = desks;
  const bytes = randomBytes(SIZE);
  const path = await begin(first);
  const { ended } = sendAndHang(first, path, 0, bytes.subarray(0, 700_000));
  await expect.poll(async () => (await rowOf(desks, path)).held_by).not.toBeNull();
  await expect.poll(() => bytesIncoming(desks)).toBeGreaterThan(0);
  const least = await bytesIncoming(desks);

  const from = await offsetAt(second, path);
  expect(await ended).not.toBe(204);
  expect(from).toBeGreaterThanOrEqual(least);
  expect(from).toBeLessThanOrEqual(700_000);
  expect((await sendRest(second, path, from, bytes)).status).toBe(204);
  expect(await rowOf(desks, path)).toMatchObject({ sha256: sha256(bytes), held_by: null, held_until: null });

  await first.request.post('/tips').type('form').send({ message: '영상', uploads: path }).expect(303);
  expect(await fileRows(desks)).toMatchObject([{ size: SIZE, sha256: sha256(bytes) }]);
});

test('bounced between two processes with other bytes each time, its hash is that of what was kept', async () => {
  const desks = await createDesks();
  const { first, second } = desks;
  const [one, other] = [randomBytes(SIZE), randomBytes(SIZE)];
  const path = await begin(first);
  expect((await sendRest(first, path, 0, one.subarray(0, 500))).status).toBe(204);
  const { progress } = await rowOf(desks, path);
  expect((await sendRest(first, path, 500, one.subarray(0, 1_000))).status).toBe(204);
  // As if the first had not lived to note the last of it.
  await desks.database.write(trx => trx.updateTable('uploads').set({ arrived: 500, progress }).execute());
  expect((await sendRest(second, path, 500, other.subarray(0, 1_000))).status).toBe(204);
  const kept = Buffer.concat([one.subarray(0, 500), other.subarray(500, 1_000), one.subarray(1_000)]);
  expect((await sendRest(first, path, 1_000, kept)).status).toBe(204);
  expect((await rowOf(desks, path)).sha256).toBe(sha256(kept));
});

test('who has lost its lease moves nothing by what it sends late, and is to come again', async () => {
  const desks = await createDesks();
  const { first } = desks;
  const path = await begin(first);
  const bytes = randomBytes(SIZE);
  const { ended } = sendAndHang(first, path, 0, bytes.subarray(0, 700_000));
  await expect.poll(async () => (await rowOf(desks, path)).held_by).not.toBeNull();
  const theft = { held_by: 'another', held_until: desks.clock() + LEASE, arrived: 7 };
  await desks.database.write(trx => trx.updateTable('uploads').set(theft).execute());
  // The renewal finds it out.
  expect(await ended).not.toBe(204);
  expect(await rowOf(desks, path)).toMatchObject({ ...theft, sha256: null });
});

test('what a process on another machine held when it died is free when its lease runs out', async () => {
  const desks = await createDesks();
  const path = await begin(desks.first);
  const dead = { held_by: 'elsewhere 0', held_until: desks.clock() + LEASE };
  await desks.database.write(trx => trx.updateTable('uploads').set(dead).execute());
  const { ended } = sendAndHang(desks.second, path, 0, randomBytes(700_000));
  desks.clock.move(LEASE - 1);
  let looks = 0;
  desks.database.subscribe(LET_GO, () => {
    looks += 1;
  });
  await expect.poll(() => looks).toBeGreaterThan(3);
  expect(await rowOf(desks, path)).toMatchObject(dead);
  desks.clock.move(1);
  // Whoever has waited has it for as long as anybody.
  await expect.poll(async () => (await rowOf(desks, path)).held_until).toBe(desks.clock() + LEASE);
  await expect.poll(() => bytesIncoming(desks)).toBeGreaterThan(0);
  const least = await bytesIncoming(desks);
  expect(await offsetAt(desks.first, path)).toBeGreaterThanOrEqual(least);
  expect(await ended).not.toBe(204);
});

test('one that is not let go of in time is locked, which tells the sender to come again', async () => {
  const desks = await createDesks();
  const path = await begin(desks.first);
  const held = { held_by: 'elsewhere 0', held_until: desks.clock() + LEASE };
  await desks.database.write(trx => trx.updateTable('uploads').set(held).execute());
  const answer = await desks.second.request.head(path).set(VERSION);
  expect([answer.status, answer.headers['retry-after']]).toEqual([423, '5']);
});

test('what a process on this machine held when it died is free at once', async () => {
  const desks = await createDesks();
  const path = await begin(desks.first);
  const gone = (await ownName())?.replace(/\d+$/, '0') ?? '';
  const dead = { held_by: `${gone} 0`, held_until: desks.clock() + LEASE };
  await desks.database.write(trx => trx.updateTable('uploads').set(dead).execute());
  expect(await offsetAt(desks.second, path)).toBe(0);
});
