import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { constants } from 'node:os';
import { extname, join } from 'node:path';
import { commandFor } from './command.ts';
import type { Confinement } from './confinement.ts';
import { type FromSandbox, fromSandbox, TOO_MUCH_MEMORY, type ToSandbox } from './protocol.ts';

/** Milliseconds for one file, and bytes of resident memory. */
export type Limits = { time: number; memory: number };

/** Nothing more comes from the other process. */
export class Gone extends Error {
  override name = 'Gone';
}

/**
 * How a process came to its end: by what it was given to do, because it sent what we do not understand, because we
 * stopped it, or for a reason unknown.
 */
export type End = 'time' | 'memory' | 'crash' | 'garbled' | 'stopped' | 'unknown';

/** What it runs with: `confinement` is what stands around it. */
export type Surroundings = { memory: number; confinement: Confinement };

/** One run of the process in which files are looked at. */
export type SandboxProcess = {
  send(message: ToSandbox): void;
  /** @throws {Gone} when the process has ended, or sends what we do not understand, which ends it. */
  receive(): Promise<FromSandbox>;
  /** It runs, and may be given a file. */
  isFit(): boolean;
  /** Ends it at once, whatever it does. */
  kill(why: 'time' | 'stopped' | 'garbled'): void;
  ended: Promise<End>;
};

/** As this very file runs: from its TypeScript, or built. */
const entry = join(import.meta.dirname, '..', 'decoders', `main${extname(import.meta.filename)}`);

/** A decoder that failed past all help: the same file would end the next process in the same way. */
const CRASHES = new Set<unknown>(['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP']);

/** `program` is what runs in it. */
export function startProcess({ memory, confinement }: Surroundings, program = entry): SandboxProcess {
  const [command, ...rest] = commandFor(confinement, { path: program, memory });
  const child = fork(program, [String(memory)], {
    execPath: command,
    execArgv: rest,
    cwd: '/',
    // No secret of the desk, and no picture in a temporary file of the decoder's.
    env: { VIPS_DISC_THRESHOLD: '16g' },
    serialization: 'advanced',
    // A decoder may print what it reads.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A process that cannot be started emits it here and to whoever waits for a message; with no listener this would end the desk.
  child.on('error', () => {});
  const messages = on(child, 'message', { close: ['exit'] });
  let why: End = 'unknown';
  let isStopped = false;
  const kill: SandboxProcess['kill'] = because => {
    // One that has ended by itself was not ended by us.
    if (!isStopped && isRunning(child)) why = because;
    isStopped = true;
    child.kill('SIGKILL');
  };
  return {
    send: message => void child.send(message, () => {}),
    async receive() {
      const { value, done } = await messages.next();
      if (done) throw new Gone();
      const { data } = fromSandbox.safeParse(value[0]);
      if (data !== undefined) return data;
      kill('garbled');
      throw new Gone();
    },
    isFit: () => !isStopped && isRunning(child),
    kill,
    ended: endOf(child).then(end => (why === 'unknown' ? end : why)),
  };
}

const isRunning = ({ pid, exitCode, signalCode }: ChildProcess) =>
  pid !== undefined && exitCode === null && signalCode === null;

async function endOf(child: ChildProcess): Promise<End> {
  // One that could not be started never exits.
  if (child.pid === undefined) return 'unknown';
  await once(child, 'exit');
  const signal = child.signalCode ?? signalIn(child.exitCode ?? 0);
  if (signal === TOO_MUCH_MEMORY) return 'memory';
  if (signal === 'SIGXCPU') return 'time';
  return CRASHES.has(signal) ? 'crash' : 'unknown';
}

/** What stands around it ends, as shells do, with 128 and the number of the signal that has ended it. */
const signalIn = (exitCode: number) =>
  Object.entries(constants.signals).find(([, number]) => exitCode === 128 + number)?.[0];
