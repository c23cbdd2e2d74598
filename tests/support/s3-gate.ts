import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { whenDone } from './cleanup.ts';

/** What stands before an S3 server: it sees what is asked, and answers in its stead where a test wants that. */
type S3Gate = {
  url: string;
  /** As `PUT files/ab/… partNumber`, with the bucket and all values left out. */
  asked: string[];
  /** So many of the next requests, or all, are answered with 503, as by a server that has too much to do. */
  refuse(count?: number): void;
  letThrough(): void;
  /** What is asked by this name is answered with this XML, as by a server that can do it. */
  answer(name: string, xml: string): void;
  /** Requests whose answer has not ended. */
  open(): number;
};

const SLOW_DOWN = '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Slow down</Message></Error>';

/** `onSent` is handed each request that is let through, whole: its line, its heads and its body. */
type Watching = { onSent?: (request: Buffer) => void };

export async function createS3Gate(upstream: string, { onSent }: Watching = {}): Promise<S3Gate> {
  const asked: string[] = [];
  let refusing = 0;
  const answers = new Map<string, string>();
  let open = 0;
  const answer = (incoming: IncomingMessage, response: ServerResponse) => {
    const name = nameOf(incoming);
    asked.push(name);
    open += 1;
    response.once('close', () => {
      open -= 1;
    });
    if (refusing > 0) {
      refusing -= 1;
      incoming.resume();
      return void incoming.once('end', () => response.writeHead(503).end(SLOW_DOWN));
    }
    const xml = answers.get(name);
    if (xml !== undefined) return void response.end(xml);
    const { method, url, headers } = incoming;
    const passed = request(new URL(url ?? '/', upstream), { method, headers, agent: false }, answered => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    });
    response.once('close', () => passed.destroy());
    passed.on('error', () => response.destroy());
    incoming.pipe(passed);
    if (onSent === undefined) return;
    const pieces: Buffer[] = [Buffer.from([url, ...incoming.rawHeaders].join('\n'))];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.once('end', () => onSent(Buffer.concat(pieces)));
  };
  const server = createServer(answer);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  whenDone(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    refuse: (count = Number.POSITIVE_INFINITY) => {
      refusing = count;
    },
    letThrough: () => {
      refusing = 0;
    },
    answer: (name, xml) => void answers.set(name, xml),
    open: () => open,
  };
}

function nameOf({ method, url }: IncomingMessage): string {
  const { pathname, searchParams } = new URL(url ?? '/', 'http://s3');
  const names = [...searchParams.keys()].filter(name => name !== 'x-id');
  return [method, pathname.split('/').slice(2).join('/'), ...names].join(' ');
}
