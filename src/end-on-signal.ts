import type { Log } from './log.ts';

/** SIGTERM or SIGINT lets the requests in hand end, and then the process; so does a call. A second signal ends it at once. */
export function endOnSignal(stop: () => Promise<void>, log: Log): () => void {
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    stop().then(
      () => process.exit(0),
      error => {
        log.error({ error }, 'the desk did not end well');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  return end;
}
