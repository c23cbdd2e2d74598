import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Connections } from './connections/connections.ts';

/** In milliseconds. */
type Timeouts = {
  /** A request's head, a few hundred bytes, comes within this; no time-out for a whole request: a slow phone may take an hour. */
  head: number;
  /** A connection that is silent for so long is closed. */
  silence: number;
  /** How often is looked for heads that are late, and for who is slow. */
  look: number;
};

const TIMEOUTS: Timeouts = { head: 30_000, silence: 60_000, look: 5_000 };

/**
 * So many may wait to be accepted, as far as the system allows it (listen(2), `somaxconn`). Of those beyond Node's own 511
 * the system drops what they send, and they would wait for seconds or be cut off, instead of being told to come again.
 */
const BACKLOG = 4_096;

type WebServer = {
  /** Resolves with the port that was taken. */
  listen(): Promise<number>;
  /** Takes no new connections and waits for the requests in hand; those left when `within` is aborted are cut off. */
  drain(within: AbortSignal): Promise<void>;
};

type Parts = { connections: Connections; timeouts?: Timeouts };

export function createWebServer(
  pages: RequestListener,
  { host, port }: { host: string; port: number },
  { connections, timeouts: { head, silence, look } = TIMEOUTS }: Parts,
): WebServer {
  const server: Server = createServer(
    { requestTimeout: 0, headersTimeout: head, connectionsCheckingInterval: look, keepAliveTimeout: 5_000 },
    pages,
  );
  server.timeout = silence;
  connections.watch(server);
  const looking = setInterval(connections.look, look).unref();
  return {
    async listen() {
      server.listen({ port, host, backlog: BACKLOG });
      await once(server, 'listening');
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    async drain(within) {
      clearInterval(looking);
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      // A connection that is kept alive would bring request after request and never end.
      server.prependListener('request', (_request, response) => {
        response.shouldKeepAlive = false;
      });
      const idle = setInterval(() => server.closeIdleConnections(), 100);
      within.addEventListener('abort', () => server.closeAllConnections(), { once: true });
      await closed;
      clearInterval(idle);
    },
  };
}
