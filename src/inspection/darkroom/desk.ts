import { on } from 'node:events';
import { type FromDarkroom, type Made, PIECE, type ToDarkroom, toDarkroom } from '../darkroom-talk.ts';

/** The other side, as seen from the darkroom. */
export type Desk = {
  nextFile(): Promise<{ size: number; claimedType: string }>;
  /** Bytes of the file in hand, from `start` on; fewer than `length` at its end. */
  read(start: number, length: number): Promise<Buffer<ArrayBuffer>>;
  keep(made: Made, type: string, bytes: Uint8Array): Promise<void>;
  say(words: FromDarkroom): void;
};

export function createDesk(): Desk {
  const heard = on(process, 'message');
  const say = (words: FromDarkroom) => void process.send?.(words);

  async function hear<Kind extends ToDarkroom['is']>(kind: Kind) {
    const { value } = await heard.next();
    const words = toDarkroom.parse(value?.[0]);
    if (isOf(words, kind)) return words;
    throw new TypeError('the desk said something else');
  }

  return {
    say,
    nextFile: () => hear('file'),
    async read(start, length) {
      const whole = Buffer.alloc(length);
      let filled = 0;
      for (let at = start; at < start + length; at += PIECE) {
        say({ is: 'read', start: at, end: Math.min(start + length, at + PIECE) - 1 });
        const { bytes } = await hear('bytes');
        whole.set(bytes, filled);
        filled += bytes.length;
      }
      return whole.subarray(0, filled);
    },
    async keep(made, type, bytes) {
      for (let at = 0; at < bytes.length; at += PIECE) {
        const some = bytes.subarray(at, at + PIECE);
        say({ is: 'piece', of: made, type, bytes: some, isLast: at + PIECE >= bytes.length });
        await hear('go on');
      }
    },
  };
}

const isOf = <Kind extends ToDarkroom['is']>(
  words: ToDarkroom,
  kind: Kind,
): words is Extract<ToDarkroom, { is: Kind }> => words.is === kind;
