import type { Log } from '../log.ts';

type Desk = { start(): Promise<unknown>; stop(): Promise<void> };

/**
 * Starts the desk, from where on SIGTERM or SIGINT lets the requests in hand end, and then the process; so does a call of what
 * this gives, with what it is to exit by. A second signal ends it at once.
 * @throws what keeps the desk from starting.
 */
export async function startAndEndOnSignal(desk: Desk, log: Log): Promise<(exitCode?: number) => void> {
  const started = desk.start();
  let isEnding = false;
  const end = (exitCode = 0) => {
    if (isEnding) return;
    isEnding = true;
    // Who is told to end while it starts may have let somebody in already. What keeps it from starting is told by its starter.
    void started.then(
      () => desk.stop().then(() => process.exit(exitCode), endBadly),
      () => {},
    );
  };
  const endBadly = (error: unknown) => {
    log.error({ error }, 'the desk did not end well');
    process.exit(1);
  };
  process.once('SIGTERM', () => end());
  process.once('SIGINT', () => end());
  await started;
  return end;
}
