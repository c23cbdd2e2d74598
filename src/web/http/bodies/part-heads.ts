import { cleanHead } from './part-head.ts';

/** No name of a file is so long; of a longer head the middle is dropped, and not the tip. */
const LONGEST_HEAD = 64 * 1024;

const END_OF_HEAD = '\r\n\r\n';
const NOTHING = Buffer.alloc(0);

/**
 * Writes the head of each part of a multipart body anew, so that none is lost on what a parser does not like: a file
 * without a name, or under any field, or with controls in its name. The contents pass untouched, but for the last few bytes
 * that have come, which may be the beginning of a boundary. Feed it each chunk in turn.
 */
export function createPartHeads(boundary: string): (chunk: Buffer) => Buffer {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  // The first boundary needs no line end before it.
  let held: Buffer = Buffer.from('\r\n');
  let at: 'content' | 'head' | 'end' = 'content';

  const take = (length: number): Buffer => {
    const taken = held.subarray(0, Math.max(0, length));
    held = held.subarray(taken.length);
    return taken;
  };
  const takeHead = (): Buffer => {
    // A head without lines ends at once.
    const end = held.indexOf('\r\n') === 0 ? 2 - END_OF_HEAD.length : held.indexOf(END_OF_HEAD);
    if (end !== -1) {
      at = 'content';
      return cleanHead(take(end + END_OF_HEAD.length));
    }
    if (held.length > LONGEST_HEAD)
      held = Buffer.concat([held.subarray(0, LONGEST_HEAD / 2), held.subarray(-LONGEST_HEAD / 4)]);
    return NOTHING;
  };
  const takeContent = (): Buffer => {
    const found = held.indexOf(delimiter);
    if (found < 0) return take(held.length - delimiter.length + 1);
    const after = found + delimiter.length;
    // What follows tells whether it is a boundary: it has not come yet.
    if (held.length < after + 2) return take(found);
    const mark = held.toString('latin1', after, after + 2);
    if (mark === '\r\n') at = 'head';
    else if (mark === '--') at = 'end';
    return take(at === 'head' ? after + 2 : after);
  };

  return chunk => {
    held = Buffer.concat([held, chunk]);
    const written: Buffer[] = [];
    for (;;) {
      const part = at === 'end' ? take(held.length) : at === 'head' ? takeHead() : takeContent();
      if (part.length === 0) return Buffer.concat(written);
      written.push(part);
    }
  };
}
