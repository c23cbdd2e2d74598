import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { extname, join } from 'node:path';
import { type FromDarkroom, fromDarkroom, type ToDarkroom } from './darkroom-talk.ts';
import { TOO_MUCH_MEMORY } from './too-much-memory.ts';

/** Both in what the desk can bear: milliseconds for one file, and bytes of resident memory. */
export type Limits = { time: number; memory: number };

/** Nothing more is to be heard of the other process. */
export class Gone extends Error {
  override name = 'Gone';
}

/**
 * How a process came to its end: by what it was given to do, because it said what we do not understand, because we told
 * it to, or for a reason unknown.
 */
export type End = 'time' | 'memory' | 'crash' | 'garbled' | 'told' | 'unknown';

/** One run of the process in which files are looked at. */
export type DarkroomProcess = {
  say(words: ToDarkroom): void;
  /** @throws {Gone} when the process has ended, or says what we do not understand, which ends it. */
  hear(): Promise<FromDarkroom>;
  /** It runs, and may be given a file. */
  isFit(): boolean;
  /** Ends it at once, whatever it does. */
  kill(why: 'time' | 'told' | 'garbled'): void;
  ended: Promise<End>;
};

/** As this very file runs: from its TypeScript, or built. */
const entry = join(import.meta.dirname, 'darkroom', `main${extname(import.meta.filename)}`);

/** A decoder that failed past all help: the same file would end the next process in the same way. */
const CRASHES = new Set<unknown>(['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP']);

/** `program` is what runs in it. */
export function startProcess({ memory }: Limits, program = entry): DarkroomProcess {
  const child = fork(program, [String(memory)], {
    execPath: process.execPath,
    // The heap needs little: pictures lie outside of it.
    execArgv: ['--max-old-space-size=256'],
    // No secret of the desk, and no picture in a temporary file of the decoder's.
    env: { VIPS_DISC_THRESHOLD: '16g' },
    serialization: 'advanced',
    // A decoder may print what it reads.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A process that cannot be started says so here and to whoever hears it; with no listener this would end the desk.
  child.on('error', () => {});
  const heard = on(child, 'message', { close: ['exit'] });
  let why: End = 'unknown';
  let isTold = false;
  const kill: DarkroomProcess['kill'] = because => {
    // What it has ended of by itself is not ours to say.
    if (!isTold && isRunning(child)) why = because;
    isTold = true;
    child.kill('SIGKILL');
  };
  return {
    say: words => void child.send(words, () => {}),
    async hear() {
      const { value, done } = await heard.next();
      if (done) throw new Gone();
      const { data } = fromDarkroom.safeParse(value[0]);
      if (data !== undefined) return data;
      kill('garbled');
      throw new Gone();
    },
    isFit: () => !isTold && isRunning(child),
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
  if (child.signalCode === TOO_MUCH_MEMORY) return 'memory';
  return CRASHES.has(child.signalCode) ? 'crash' : 'unknown';
}
