import { on } from 'node:events';
import { type FromSandbox, type Made, PIECE, type ToSandbox, toSandbox } from '../sandbox/protocol.ts';

/** `decode`: false when its tip's time is over, and its type alone shall be found out. */
export type Asked = { size: number; claimedType: string; decode: boolean };

/** The desk, as seen from its sandbox. */
export type Parent = {
  nextFile(): Promise<Asked>;
  /** Bytes of the file in hand, from `start` on; fewer than `length` at its end. */
  read(start: number, length: number): Promise<Buffer<ArrayBuffer>>;
  keep(made: Made, type: string, bytes: Uint8Array): Promise<void>;
  send(message: FromSandbox): void;
};

export function connectToParent(): Parent {
  const messages = on(process, 'message');
  const send = (message: FromSandbox) => void process.send?.(message);

  async function receive<Kind extends ToSandbox['is']>(kind: Kind) {
    const { value } = await messages.next();
    const message = toSandbox.parse(value?.[0]);
    if (isOf(message, kind)) return message;
    throw new TypeError('the desk sent something else');
  }

  return {
    send,
    nextFile: () => receive('file'),
    async read(start, length) {
      const whole = Buffer.alloc(length);
      let filled = 0;
      for (let at = start; at < start + length; at += PIECE) {
        send({ is: 'read', start: at, end: Math.min(start + length, at + PIECE) - 1 });
        const { bytes } = await receive('bytes');
        whole.set(bytes, filled);
        filled += bytes.length;
      }
      return whole.subarray(0, filled);
    },
    async keep(made, type, bytes) {
      for (let at = 0; at < bytes.length; at += PIECE) {
        const some = bytes.subarray(at, at + PIECE);
        send({ is: 'piece', of: made, type, bytes: some, isLast: at + PIECE >= bytes.length });
        await receive('go on');
      }
    },
  };
}

const isOf = <Kind extends ToSandbox['is']>(
  message: ToSandbox,
  kind: Kind,
): message is Extract<ToSandbox, { is: Kind }> => message.is === kind;
