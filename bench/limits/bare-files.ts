import { createReadStream, createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * The limit: a stream between a request and a file, and nothing else. `POST /` writes a body as it comes, and
 * `POST /durable` has it on disk before it answers; `GET /` sends it back. In the folder named first, on the port named second.
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
    await pipeline(createReadStream(join(folder, String(under)), { highWaterMark: PIECE }), response);
  } else response.end('ok');
}).listen(Number(port), '127.0.0.1');
