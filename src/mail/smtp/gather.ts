import { Transform } from 'node:stream';

/** Bytes; a mail without files is less. */
const ENOUGH = 64 * 1024;

/** Joins what comes in small pieces: nodemailer hands on each header and each line, and each would be written to the socket alone. */
export function gather(): Transform {
  let pieces: Buffer[] = [];
  let size = 0;
  const take = () => {
    const whole = Buffer.concat(pieces, size);
    [pieces, size] = [[], 0];
    return whole;
  };
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      size += piece.length;
      done(null, size < ENOUGH ? undefined : take());
    },
    flush: done => done(null, take()),
  });
}
