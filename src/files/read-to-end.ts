import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** The sender comes to the end of what is refused, so that they can be told. */
export async function readToEnd(stream: Readable): Promise<void> {
  stream.resume();
  await finished(stream).catch(() => {});
}
