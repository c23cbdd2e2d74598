import { createReadStream, createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * The limit: a stream between a request and a file, and nothing else. `POST /` writes a body as it comes, and
 * `POST /durable` has it on disk before it answers; `GET /body` sends it back, or the range of it that is asked for. In the folder named first, on the port named second.
 */
const [folder = '', port = ''] = process.argv.slice(2);

/** Bytes that are read at once: as many as the desk reads, so that the limit is not slower for its smaller pieces. */
const PIECE = 256 * 1024;
/** So many may be written at once. */
const FILES = 20;
let under = 0;

createServer({ requestTimeout: 0 }, async (request, response) => {
  if (request.method === 'POST') {
    under = (under + 1) % FILES;
    const file = createWriteStream(join(folder, String(under)), { flush: request.url === '/durable' });
    await pipeline(request, file);
    response.end('ok');
  } else if (request.url === '/body') {
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const range = start === undefined ? {} : { start: Number(start), end: Number(end) };
    response.statusCode = start === undefined ? 200 : 206;
    const file = createReadStream(join(folder, String(under)), { highWaterMark: PIECE, ...range });
    await pipeline(file, response);
  } else response.end('ok');
}).listen(Number(port), '127.0.0.1');
