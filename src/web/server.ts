import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Express } from 'express';

/** No time-out for a whole request: a slow phone may take an hour. A connection that is silent so long is closed. */
const IDLE = 60_000;

export type WebServer = {
  /** Resolves with the port that was taken. */
  listen(): Promise<number>;
  /** Takes no new connections and waits for the requests in hand; those left when `within` is aborted are cut off. */
  drain(within: AbortSignal): Promise<void>;
};

export function createWebServer(pages: Express, { host, port }: { host: string; port: number }): WebServer {
  const server: Server = createServer(
    { requestTimeout: 0, headersTimeout: IDLE, keepAliveTimeout: 5_000 },
    pages,
  );
  server.timeout = IDLE;
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
