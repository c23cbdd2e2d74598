import { createServer, type ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** As many as the desk keeps at once. */
const MOST_AT_ONCE = 100;

/**
 * The limit: keeps the rows that a desk keeps for a text tip, and does nothing else. `POST /tips` reads and parses the body;
 * all who wait share one transaction and one sync. The data folder or database is named first, in which a desk has kept
 * one tip to go by; the port second.
 */
const [where = '', port = ''] = process.argv.slice(2);
const keeper = await (where.startsWith('postgres') ? openPostgres : openSqlite)(where);

let waiting: ((number: number) => void)[] = [];
let isBusy = false;

async function keepAll() {
  isBusy = true;
  while (waiting.length > 0) {
    const group = waiting.slice(0, MOST_AT_ONCE);
    waiting = waiting.slice(MOST_AT_ONCE);
    const numbers = await keeper.keep(group.length);
    group.forEach((answer, at) => {
      answer(numbers[at] ?? 0);
    });
  }
  isBusy = false;
}

function take(body: string, response: ServerResponse) {
  if (!parse(body)['message']) return void response.writeHead(422).end();
  waiting.push(number => {
    const answer = JSON.stringify({ number, receipt: 'XXXXX-XXXXX-XXXXX-XXXXX' });
    response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': answer.length });
    response.end(answer);
  });
  // What has come in the same turn of the loop comes along.
  if (!isBusy) setImmediate(() => void (isBusy || keepAll()));
}

createServer((request, response) => {
  if (request.method !== 'POST') return void response.end('ready');
  const body: Buffer[] = [];
  request.on('data', (chunk: Buffer) => body.push(chunk));
  request.on('end', () => take(Buffer.concat(body).toString(), response));
}).listen(Number(port), '127.0.0.1');
