import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { SMTPServer, SMTPServerSession } from 'smtp-server';

type Drop = (session: SMTPServerSession) => void;

/** The part that listens on a port, goes away and comes back; `create` is handed what breaks a connection off. */
export function createListener(port: number, create: (drop: Drop) => SMTPServer) {
  const sockets = new Set<Socket>();
  const server = create(({ remotePort }) => {
    for (const socket of sockets) if (socket.remotePort === remotePort) socket.destroy();
  });
  // A client that is killed is what all this is about.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    listen: () => listen(server, port),
    /** Open connections stay: of what was sent over them, each side would then believe something else. */
    goAway: () => void server.server.close(),
    dropAll,
    async close() {
      const closed = new Promise<void>(resolve => server.close(resolve));
      dropAll();
      await closed;
    },
  };
}

const TRIES = 200;

/** While nothing listened, the system may have lent the port to a connection of somebody else's. */
async function listen(server: SMTPServer, port: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await once(server.listen(port, '127.0.0.1'), 'listening');
      return;
    } catch (error) {
      if (tries === TRIES) throw error;
      await wait(50);
    }
  }
}
