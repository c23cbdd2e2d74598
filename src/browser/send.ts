import type { FieldFaults } from './faults.ts';

/** What came of a send. `stamp` is a fresh one for the next try. */
export type Answer =
  | { kind: 'arrived' }
  | { kind: 'refused'; faults: FieldFaults; stamp: string | null }
  | { kind: 'failed' }
  | { kind: 'lost' }
  | { kind: 'cancelled' }
  /** The reader would rather not wait for the files; these go on by themselves. */
  | { kind: 'put off' };

export type Sending = { answer: Promise<Answer>; cancel(): void };

/**
 * By XMLHttpRequest, as `fetch` tells nothing of how much is sent. `onProgress` is told bytes sent and bytes
 * in all.
 */
export function send(
  action: string,
  data: FormData,
  onProgress: (sent: number, size: number) => void,
): Sending {
  const request = new XMLHttpRequest();
  request.open('POST', action);
  request.setRequestHeader('Accept', 'application/json');
  request.upload.addEventListener('progress', event => onProgress(event.loaded, event.total));
  const answer = new Promise<Answer>(resolve => {
    request.addEventListener('load', () => resolve(read(request)));
    request.addEventListener('error', () => resolve({ kind: 'lost' }));
    request.addEventListener('abort', () => resolve({ kind: 'cancelled' }));
  });
  request.send(data);
  return { answer, cancel: () => request.abort() };
}

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
