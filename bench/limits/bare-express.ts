import { readFileSync } from 'node:fs';
import express from 'express';

/**
 * The limit: Express alone doing the same HTTP. `GET /` sends the bytes of the file named first, as they are;
 * `POST /tips` parses the same body, answers alike and keeps nothing. It listens on the port named second.
 */
const [pageFile = '', port = ''] = process.argv.slice(2);
const page = readFileSync(pageFile, 'utf8');
let number = 0;

express()
  .disable('x-powered-by')
  .disable('etag')
  .get('/', (_request, response) => {
    response.send(page);
  })
  .post('/tips', express.urlencoded({ extended: false }), (_request, response) => {
    number += 1;
    response.status(201).json({ number, receipt: 'XXXXX-XXXXX-XXXXX-XXXXX' });
  })
  .listen(Number(port), '127.0.0.1');
