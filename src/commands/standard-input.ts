import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { BackupError } from '../backup/backup-error.ts';
import { MINIMUM_PASSWORD_LENGTH } from '../config/settings.ts';

/** A passphrase is one line; what is longer is something else. */
const MOST = 4_096;

type StandardInput = {
  isTerminal: boolean;
  /** Asks on the terminal, which does not show what is typed. */
  ask(question: string): Promise<string>;
  /** The first line, without its end. */
  line(): Promise<string>;
  /** All bytes, but for a line that was taken before. */
  bytes(): AsyncIterable<Uint8Array>;
  /** Nothing more is read: an open pipe would keep the process. */
  close(): void;
};

export function standardInput(): StandardInput {
  const { stdin } = process;
  const chunks: AsyncIterator<Uint8Array> = stdin.iterator({ destroyOnReturn: false });
  let left = Buffer.alloc(0);
  return {
    isTerminal: stdin.isTTY,
    ask,
    async line() {
      while (!left.includes('\n') && left.length < MOST) {
        const next = await chunks.next();
        if (next.done) break;
        left = Buffer.concat([left, next.value]);
      }
      const end = left.includes('\n') ? left.indexOf('\n') : left.length;
      const line = left.toString('utf8', 0, end).replace(/\r$/, '');
      left = left.subarray(end + 1);
      return line;
    },
    async *bytes() {
      yield left;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    },
    close: () => void stdin.destroy(),
  };
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  const stopped = new AbortController();
  lines.once('SIGINT', () => stopped.abort());
  try {
    return await lines.question('', { signal: stopped.signal });
  } catch (error) {
    throw new BackupError('Nothing was done.', { cause: error });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** A passphrase that was not there before: on a terminal it is typed twice. */
export async function askNewPassphrase(input: StandardInput): Promise<string> {
  const passphrase = await askPassphrase(input);
  if (passphrase.length < MINIMUM_PASSWORD_LENGTH)
    throw new BackupError(
      `The passphrase must be at least ${MINIMUM_PASSWORD_LENGTH} letters long; a few words are best.`,
    );
  if (input.isTerminal && (await input.ask('Once more: ')) !== passphrase)
    throw new BackupError('The two were not the same.');
  return passphrase;
}

/** Asked on the terminal; where there is none, the first line of standard input. */
export const askPassphrase = (input: StandardInput): Promise<string> =>
  input.isTerminal ? input.ask('Passphrase: ') : input.line();
