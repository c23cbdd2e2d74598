import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** So often each sends a byte, in milliseconds: well before it would be silent for too long. */
const DRIP = 20_000;
/** Opened at once, so that none waits for the listener's backlog. */
const AT_ONCE = 200;

/** Connections that begin a form and go on with a byte now and then. */
export type Trickle = { open(): number; stop(): void };

/** `from`: what a proxy says of each one's address. */
export async function startTrickle(
  port: number,
  count: number,
  from: (index: number) => string,
): Promise<Trickle> {
  const sockets: Socket[] = [];
  for (let begun = 0; begun < count; begun += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - begun) }, async (_, index) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      sockets.push(socket);
      await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => {});
      socket.resume().write(headOf(from(begun + index)));
    });
    await Promise.all(some);
  }
  const dripping = setInterval(() => {
    for (const socket of sockets) if (!socket.destroyed) socket.write('a');
  }, DRIP);
  return {
    open: () => sockets.filter(socket => !socket.destroyed).length,
    stop() {
      clearInterval(dripping);
      for (const socket of sockets) socket.destroy();
    },
  };
}

const headOf = (address: string) =>
  [
    'POST /tips HTTP/1.1',
    'Host: desk',
    `X-Forwarded-For: ${address}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 90000',
    '',
    'message=a',
  ].join('\r\n');
