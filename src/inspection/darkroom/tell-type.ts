import { fileTypeFromStream } from 'file-type';
import type { Desk } from './desk.ts';

const STEP = 16 * 1024;
/** What tells a file's type stands in its first bytes, or behind the cover of an album. */
const MOST = 2 * 1024 * 1024;

/** As the content tells, such as `image/jpeg`; null where that is unknown. The name and the claim count for nothing. */
export async function tellType(desk: Desk, size: number): Promise<string | null> {
  const found = await fileTypeFromStream(beginningOf(desk, size)).catch(() => undefined);
  return found?.mime.split(';', 1)[0] ?? null;
}

function beginningOf(desk: Desk, size: number): ReadableStream<Uint8Array> {
  const end = Math.min(size, MOST);
  let at = 0;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const some = at < end ? await desk.read(at, Math.min(STEP, end - at)) : null;
      if (some === null || some.length === 0) return controller.close();
      at += some.length;
      controller.enqueue(some);
    },
  };
  // Nothing is read ahead: one question at a time goes to the desk.
  return new ReadableStream(source, { highWaterMark: 0 });
}
