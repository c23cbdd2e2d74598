import { readFileSync } from 'node:fs';
import express from 'express';

/**
 * The limit: Express alone doing the same HTTP. `GET /` sends the bytes of the file named first, as they are, or those of the
 * second to whoever reads gzip; `POST /tips` parses the same body, answers alike and keeps nothing. On the port named third.
 */
const [pageFile = '', packedFile = '', port = ''] = process.argv.slice(2);
const [page, packed] = [readFileSync(pageFile, 'utf8'), readFileSync(packedFile)];
let number = 0;

express()
  .disable('x-powered-by')
  .disable('etag')
  .get('/', (request, response) => {
    if (!request.acceptsEncodings('gzip')) return void response.send(page);
    response.set({ 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip' }).send(packed);
  })
  .post('/tips', express.urlencoded({ extended: false }), (_request, response) => {
    number += 1;
    response.status(201).json({ number, receipt: 'XXXXX-XXXXX-XXXXX-XXXXX' });
  })
  .listen(Number(port), '127.0.0.1');
