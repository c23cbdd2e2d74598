import { isForgotten } from '../session/session-value.ts';
import { drainTime } from '../timing.ts';
import { type Answer, readAnswer } from './answer.ts';

type Options = {
  /** Cancels it. */
  signal: AbortSignal;
  /** In bytes. */
  onProgress: (sent: number, size: number) => void;
};

/** Milliseconds in which no byte moves and no answer comes: then the line is dead. To send again is safe, it counts once. */
const SILENCE = 30_000;

/** Once all has left, a server may be long in making gigabytes of files durable. */
const STORING = 120_000;

/**
 * Sends by XMLHttpRequest, as `fetch` does not say how much is sent. On a page that was told to forget all it neither sends nor
 * answers: what came of it would hold up the leaving.
 */
export function postForm(action: string, data: FormData, { signal, onProgress }: Options): Promise<Answer> {
  const request = new XMLHttpRequest();
  const hasFiles = data.has('files');
  request.open('POST', action);
  request.setRequestHeader('Accept', 'application/json');
  // With the receipt's page, as there may be no cookie by which it could be fetched.
  request.setRequestHeader('Prefer', 'return=representation');
  return new Promise<Answer>(resolve => {
    let silence: ReturnType<typeof setTimeout> | undefined;
    const end = (answer: Answer) => {
      clearTimeout(silence);
      if (!isForgotten()) resolve(answer);
      request.abort();
    };
    const waitFor = (milliseconds: number) => {
      clearTimeout(silence);
      silence = setTimeout(() => end({ kind: 'lost' }), milliseconds);
    };
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      waitFor(loaded < total ? SILENCE : answerTimeout(total, hasFiles));
      onProgress(loaded, total);
    });
    request.addEventListener('load', () => end(readAnswer(request)));
    request.addEventListener('error', () => end({ kind: 'lost' }));
    signal.addEventListener('abort', () => end({ kind: 'cancelled' }));
    if (signal.aborted) return resolve({ kind: 'cancelled' });
    if (isForgotten()) return;
    waitFor(SILENCE);
    request.send(data);
  });
}

/** Milliseconds to wait for the answer to a body of so many bytes, all of which has left. */
const answerTimeout = (size: number, hasFiles: boolean) => (hasFiles ? STORING : SILENCE) + drainTime(size);
