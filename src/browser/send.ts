import type { FieldFaults } from './faults.ts';

/** What came of a send. `stamp` is a fresh one for the next try. */
export type Answer =
  | { kind: 'arrived' }
  | { kind: 'refused'; faults: FieldFaults; stamp: string | null }
  | { kind: 'failed' }
  | { kind: 'lost' }
  | { kind: 'cancelled' }
  /** The reader would rather not wait for the files. */
  | { kind: 'put off' };

type Way = {
  /** Calls it off. */
  signal: AbortSignal;
  /** Told bytes sent and bytes in all. */
  onProgress: (sent: number, size: number) => void;
};

/** Milliseconds in which no byte moves and no answer comes: then the line is dead. To send again is safe, it counts once. */
const SILENCE = 30_000;

/** Once all has left, a server may be long in making gigabytes of files durable. */
const STORING = 120_000;

/** What has left the browser may still stand in the phone's own buffers, before a line of so many bytes a millisecond. */
const BUFFERED = 512 * 1024;
const SLOW_LINE = 16;

/** By XMLHttpRequest, as `fetch` tells nothing of how much is sent. */
export function send(action: string, data: FormData, { signal, onProgress }: Way): Promise<Answer> {
  const request = new XMLHttpRequest();
  const hasFiles = data.has('files');
  request.open('POST', action);
  request.setRequestHeader('Accept', 'application/json');
  return new Promise<Answer>(resolve => {
    let silence: ReturnType<typeof setTimeout> | undefined;
    const end = (answer: Answer) => {
      clearTimeout(silence);
      resolve(answer);
      request.abort();
    };
    const listenFor = (milliseconds: number) => {
      clearTimeout(silence);
      silence = setTimeout(() => end({ kind: 'lost' }), milliseconds);
    };
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      listenFor(loaded < total ? SILENCE : patienceFor(total, hasFiles));
      onProgress(loaded, total);
    });
    request.addEventListener('load', () => end(read(request)));
    request.addEventListener('error', () => end({ kind: 'lost' }));
    signal.addEventListener('abort', () => end({ kind: 'cancelled' }));
    if (signal.aborted) return resolve({ kind: 'cancelled' });
    listenFor(SILENCE);
    request.send(data);
  });
}

/** Milliseconds to wait for the answer to a body of so many bytes, all of which has left. */
const patienceFor = (size: number, hasFiles: boolean) =>
  (hasFiles ? STORING : SILENCE) + Math.min(size, BUFFERED) / SLOW_LINE;

function read({ status, responseText }: XMLHttpRequest): Answer {
  if (status === 200 || status === 201) return { kind: 'arrived' };
  const body = parse(responseText);
  const faults = isRecord(body) && isRecord(body['errors']) ? sentencesOf(body['errors']) : {};
  if (!isRecord(body) || Object.keys(faults).length === 0) return { kind: 'failed' };
  return { kind: 'refused', faults, stamp: typeof body['stamp'] === 'string' ? body['stamp'] : null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's own error page, for example.
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function sentencesOf(errors: Record<string, unknown>): FieldFaults {
  const isSentence = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';
  return Object.fromEntries(Object.entries(errors).filter(isSentence));
}
