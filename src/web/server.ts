import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

/** In milliseconds. */
export type Patience = {
  /** A request's head, a few hundred bytes, comes within this; no time-out for a whole request: a slow phone may take an hour. */
  head: number;
  /** A connection that is silent for so long is closed. */
  silence: number;
  /** How often is looked for heads that are late. */
  look: number;
};

const PATIENCE: Patience = { head: 30_000, silence: 60_000, look: 5_000 };

/** A connection holds about 20 kB, so that all of them fit beside the desk. Beyond, new ones are closed at once. */
const CONNECTIONS_AT_MOST = 10_000;

export type WebServer = {
  /** Resolves with the port that was taken. */
  listen(): Promise<number>;
  /** Takes no new connections and waits for the requests in hand; those left when `within` is aborted are cut off. */
  drain(within: AbortSignal): Promise<void>;
};

export function createWebServer(
  pages: RequestListener,
  { host, port }: { host: string; port: number },
  { head, silence, look }: Patience = PATIENCE,
): WebServer {
  const server: Server = createServer(
    { requestTimeout: 0, headersTimeout: head, connectionsCheckingInterval: look, keepAliveTimeout: 5_000 },
    pages,
  );
  server.timeout = silence;
  server.maxConnections = CONNECTIONS_AT_MOST;
  return {
    async listen() {
      server.listen(port, host);
      await once(server, 'listening');
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    async drain(within) {
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
