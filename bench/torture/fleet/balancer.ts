import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { hasCode } from '../../../src/disk.ts';

/** A request and what came of it. Times are the harness's own, in milliseconds since 1970. */
export type Passage = {
  asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>;
  from: number;
  to: number;
  /** The place of whoever had it, in the order of the ports; null when nobody was there to take it. */
  by: number | null;
  /** Null: whoever had it died, or whoever asked went away, before the answer began. */
  status: number | null;
};

type Balancer = { url: string; close(): Promise<void> };

/** Hands every request to the next in turn, and on to the one after where nobody listens. It knows nothing of what it carries. */
export async function startBalancer(
  ports: readonly number[],
  onPassed: (passage: Passage) => void,
): Promise<Balancer> {
  let turn = 0;
  const server = createServer((incoming, answer) => {
    turn += 1;
    const places = ports.map((_, place) => (place + turn) % ports.length);
    const from = Date.now();
    const note = (by: number | null, status: number | null) =>
      onPassed({ asked: incoming, from, to: Date.now(), by, status });
    forward(incoming, answer, { places, ports, note });
  });
  server.requestTimeout = 0;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

type Way = {
  places: readonly number[];
  ports: readonly number[];
  note: (by: number | null, status: number | null) => void;
};

function forward(incoming: IncomingMessage, answer: ServerResponse, way: Way): void {
  const [place, ...others] = way.places;
  if (place === undefined) {
    way.note(null, 503);
    return void answer.writeHead(503).end();
  }
  const { connection: _, ...headers } = incoming.headers;
  const { method = 'GET', url: path = '/' } = incoming;
  const port = way.ports[place] ?? 0;
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  // Not a byte of the body before: it could not be handed to the next one.
  outgoing.once('socket', socket => socket.once('connect', () => incoming.pipe(outgoing)));
  outgoing.once('response', response => {
    way.note(place, response.statusCode ?? null);
    const { connection: _, ...headers } = response.headers;
    answer.writeHead(response.statusCode ?? 502, headers);
    response.pipe(answer);
    response.once('error', () => answer.destroy());
  });
  outgoing.on('error', error => {
    if (hasCode(error, 'ECONNREFUSED')) return forward(incoming, answer, { ...way, places: others });
    if (!answer.headersSent) way.note(place, null);
    answer.destroy();
  });
  answer.once('close', () => outgoing.destroy());
}
