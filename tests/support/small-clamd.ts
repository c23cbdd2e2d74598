import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** `stream`: StreamMaxLength; `file`: MaxFileSize. */
export type Limits = { stream: number; file: number };

/** What a malware scanner knows: its name for it, and the bytes it is known by. */
export type Signature = { name: string; bytes: Buffer };

type Listening = { port: number; path: string };

/** Speaks clamd's INSTREAM as clamd 1.4 does, down to the way in which it breaks off: for machines that have none. */
export function createSmallClamd({ port, path }: Listening, limits: Limits, signature: Signature) {
  const sockets = new Set<Socket>();
  let servers: Server[] = [];

  const serve = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that breaks off is what some tests are about.
    socket.on('error', () => {});
    answer(socket, limits, signature).catch(() => socket.destroy());
  };

  return {
    async start() {
      servers = await Promise.all(
        [{ port, host: '127.0.0.1' }, { path }].map(async place => {
          const server = createServer(serve).listen(place);
          await once(server, 'listening');
          return server;
        }),
      );
    },
    async stop() {
      const closed = servers.map(server => new Promise(resolve => server.close(resolve)));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

async function answer(socket: Socket, limits: Limits, signature: Signature) {
  const { take, parts } = createReader(socket);
  if ((await take(10)).toString() !== 'zINSTREAM\0') {
    socket.end('UNKNOWN COMMAND\0');
    return;
  }
  let size = 0;
  let isInfected = false;
  let tail = Buffer.alloc(0);
  for (;;) {
    const length = (await take(4)).readUInt32BE();
    if (length === 0) break;
    size += length;
    // Destroyed with bytes unread: the client's next write is answered by a reset.
    if (size > limits.stream) {
      socket.write('INSTREAM size limit exceeded. ERROR\0', () => socket.destroy());
      return;
    }
    for await (const part of parts(length)) {
      const seen = Buffer.concat([tail, part]);
      isInfected ||= seen.includes(signature.bytes);
      tail = seen.subarray(Math.max(0, seen.length - signature.bytes.length));
    }
  }
  const found =
    size > limits.file ? 'Heuristics.Limits.Exceeded.MaxFileSize' : `${signature.name}.UNOFFICIAL`;
  socket.end(isInfected || size > limits.file ? `stream: ${found} FOUND\0` : 'stream: OK\0');
}

/** Reads so many bytes, and no more than a part ahead of what was asked for. */
function createReader(socket: Socket) {
  const incoming = socket[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);

  async function more() {
    const { done, value } = await incoming.next();
    if (done) throw new Error('The client has gone');
    held = Buffer.concat([held, value]);
  }

  async function take(length: number): Promise<Buffer> {
    while (held.length < length) await more();
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  }

  async function* parts(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (held.length === 0) await more();
      const part = await take(Math.min(left, held.length));
      left -= part.length;
      yield part;
    }
  }
  return { take, parts };
}
