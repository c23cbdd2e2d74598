import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../../tests/support/free-port.ts';

/** How one run begins. */
type Start = {
  /** How far its clock is off, in milliseconds. */
  off?: number;
  /** No file of it may grow beyond so many bytes. */
  longestFile?: number | null;
  settings?: Readonly<Record<string, string>>;
};

/** `healthy`: its first answer was a 200, after so many milliseconds. `unhealthy`: it answers, but not with a 200. */
type Started = { is: 'healthy'; after: number } | { is: 'unhealthy' } | { is: 'ended'; output: string };

/** The built server as a process of its own, on one port: started, killed and started again. */
export type Desk = {
  url: string;
  /** By the server's clock. */
  now(): number;
  /** The latest that any of its clocks can have shown. */
  latest(): number;
  start(how: Start): Promise<Started>;
  /** Resolves once it answers, or when `signal` is aborted. */
  whenUp(signal: AbortSignal): Promise<void>;
  kill(): Promise<void>;
  /** SIGTERM; gives its exit code. */
  stop(): Promise<number | null>;
};

const root = join(import.meta.dirname, '../../..');
/** In milliseconds; a loaded machine may take a third of it. */
const PATIENCE = 120_000;
const LOOK_EVERY = 15;

type Settings = Readonly<Record<string, string>>;

/** `onDeath` is called with its last output when it ends and nobody made it. */
export async function createDesk(
  settings: (url: string) => Settings,
  onDeath: (output: string) => void,
): Promise<Desk> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const gate = createGate();
  let off = 0;
  let furthest = 0;
  let child: Child | null = null;

  async function end(signal: NodeJS.Signals) {
    gate.close();
    const ending = child;
    child = null;
    return ending === null ? null : ending.end(signal);
  }

  return {
    url,
    now: () => Date.now() + off,
    latest: () => Date.now() + furthest,
    async start(how) {
      off = how.off ?? 0;
      furthest = Math.max(furthest, off);
      const env = { PORT: String(port), ...settings(url), ...how.settings };
      const starting = startChild(env, how);
      child = starting;
      const started = await firstAnswer(url, starting);
      if (started.is === 'ended') return started;
      gate.open();
      void starting.ended.then(() => {
        if (child !== starting) return;
        gate.close();
        onDeath(starting.output());
      });
      return started;
    },
    whenUp: gate.pass,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

type Child = ReturnType<typeof startChild>;

/** As `npm start` runs it. */
function startChild(env: Settings, { off = 0, longestFile = null }: Start) {
  const clock = join(import.meta.dirname, 'clock-offset.ts');
  const server = ['--max-semi-space-size=8', '--import', clock, 'dist/src/main.js'];
  // POSIX counts the limit in blocks of 512 bytes.
  const limit = longestFile === null ? '' : `ulimit -f ${Math.ceil(longestFile / 512)}; `;
  const child: ChildProcess = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, process.execPath, ...server], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env, TORTURE_CLOCK: String(off) },
    stdio: 'pipe',
    // Ctrl-C is for the harness alone, which then ends its children in order.
    detached: true,
  });
  let output = '';
  const listen = (text: Buffer) => {
    output = (output + text).slice(-20_000);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.stdin?.on('error', () => {});
  const ended = once(child, 'exit');
  return {
    ended,
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async end(signal: NodeJS.Signals) {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

async function firstAnswer(url: string, child: Child): Promise<Started> {
  const begun = performance.now();
  while (performance.now() - begun < PATIENCE) {
    if (child.hasEnded()) return { is: 'ended', output: child.output() };
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return { is: 'healthy', after: performance.now() - begun };
    if (answer !== null) return { is: 'unhealthy' };
    await wait(LOOK_EVERY);
  }
  throw new Error(`The server did not answer within ${PATIENCE} ms:\n${child.output()}`);
}

/** Open while the server answers. */
function createGate() {
  let { promise, resolve } = Promise.withResolvers<void>();
  let isOpen = false;
  return {
    open() {
      isOpen = true;
      resolve();
    },
    close() {
      if (isOpen) ({ promise, resolve } = Promise.withResolvers<void>());
      isOpen = false;
    },
    async pass(signal: AbortSignal) {
      if (signal.aborted) return;
      const ended = Promise.withResolvers<void>();
      const end = () => ended.resolve();
      signal.addEventListener('abort', end, { once: true });
      await Promise.race([promise, ended.promise]);
      signal.removeEventListener('abort', end);
    },
  };
}
