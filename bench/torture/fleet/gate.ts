import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

type Gate = {
  port: number;
  /** Cuts off all who are through, and lets nobody in. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
};

/** Stands before a server and can be shut, as if that one were away. */
export async function startGate(target: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let isOpen = true;
  const hold = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer(client => {
    if (!isOpen) return void client.resetAndDestroy();
    const beyond = hold(connect(target, '127.0.0.1'));
    const end = () => {
      client.destroy();
      beyond.destroy();
    };
    for (const socket of [hold(client), beyond]) socket.once('error', end).once('close', end);
    client.pipe(beyond).pipe(client);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    shut() {
      isOpen = false;
      dropAll();
    },
    open() {
      isOpen = true;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      dropAll();
      await closed;
    },
  };
}
