import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import { whenDone } from '../support/cleanup.ts';
import { isAll } from '../support/is-all.ts';
import { fileRows } from '../support/sealed-files.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';

const KILLS = isAll ? 20 : 8;
const MEGABYTE = 1024 * 1024;
const SIZE = 120 * MEGABYTE;
const VERSION = { 'Tus-Resumable': '1.0.0' };

/** A file of which each megabyte is another. */
const block = randomBytes(MEGABYTE);
const piece = (index: number) => {
  const copy = Buffer.from(block);
  copy.writeUInt32BE(index);
  return copy;
};
const bytesFrom = (from: number) => {
  const index = Math.floor(from / MEGABYTE);
  return piece(index).subarray(from - index * MEGABYTE);
};
const sha256OfAll = () => {
  const hash = createHash('sha256');
  for (let index = 0; index < SIZE / MEGABYTE; index++) hash.update(piece(index));
  return hash.digest('hex');
};

async function begin({ url }: ServerProcess): Promise<string> {
  const headers = { ...VERSION, 'Upload-Length': String(SIZE), 'Upload-Metadata': 'filename dg==' };
  const answer = await fetch(`${url}/uploads`, { method: 'POST', headers });
  expect(answer.status).toBe(201);
  return `${url}${answer.headers.get('location')}`;
}

async function offsetOf(upload: string): Promise<number> {
  const answer = await fetch(upload, { method: 'HEAD', headers: VERSION });
  expect(answer.status).toBe(200);
  return Number(answer.headers.get('upload-offset'));
}

/** Sends on from `from`, and answers when all is there (`null`) or when `most` bytes have gone out. */
async function sendOn(upload: string, from: number, most: number): Promise<'whole' | 'under way'> {
  const post = request(upload, {
    method: 'PATCH',
    headers: {
      ...VERSION,
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(from),
      'Content-Length': String(SIZE - from),
    },
  });
  post.on('error', () => {});
  const answered = once(post, 'response');
  answered.catch(() => {});
  for (let at = from; at < SIZE; ) {
    if (at - from >= most) return 'under way';
    const bytes = bytesFrom(at);
    at += bytes.length;
    if (!post.write(bytes)) await once(post, 'drain');
  }
  post.end();
  const [response] = await answered;
  response.resume();
  expect(response.statusCode).toBe(204);
  return 'whole';
}

test(
  'killed at many moments of an upload, the server has it whole in the end',
  async () => {
    const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
    await server.start();
    const sha256 = sha256OfAll();
    let [kills, whole, wentOn] = [0, 0, 0];
    let upload = await begin(server);

    while (kills < KILLS || whole === 0) {
      const from = await offsetOf(upload);
      if (from > 0) wentOn++;
      const most = kills < KILLS ? Math.random() * 40 * MEGABYTE : SIZE;
      if (from < SIZE && (await sendOn(upload, from, most)) === 'under way') {
        await server.kill();
        kills++;
        await server.start();
        continue;
      }
      const body = new URLSearchParams({ message: '영상', uploads: upload });
      const headers = { Accept: 'application/json' };
      expect((await fetch(`${server.url}/tips`, { method: 'POST', body, headers })).status).toBe(201);
      whole++;
      upload = await begin(server);
    }

    const config = readConfig(server.settings);
    const database = await openDatabase(config.database, server.dataDir);
    whenDone(() => database.close());
    const kept = await fileRows({ config, database });
    expect(kept).toMatchObject(Array.from({ length: whole }, () => ({ size: SIZE, sha256 })));
    for (const { bytes } of kept)
      expect(
        createHash('sha256')
          .update(await bytes())
          .digest('hex'),
      ).toBe(sha256);
    expect(wentOn).toBeGreaterThan(0);
    expect(await server.stop()).toBe(0);
  },
  15 * 60_000,
);
