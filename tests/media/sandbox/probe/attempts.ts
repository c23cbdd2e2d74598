import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** What the probe finds outside: the desk's process, its folder, and who answers on this machine. */
export const outside = z.object({
  desk: z.int(),
  folder: z.string(),
  tcp: z.int(),
  udp: z.int(),
});
export type Outside = z.output<typeof outside>;

type Attempt = (outside: Outside) => unknown;

/** Milliseconds. Where nobody answers, nothing was reached. */
const PATIENCE = 10_000;

/** What somebody would try who has taken over a decoder. Each throws or rejects when it fails. */
export const ATTEMPTS = {
  'read the secret key': ({ folder }) => readFileSync(join(folder, 'secret.key')),
  'read the database': ({ folder }) => readFileSync(join(folder, 'jebo.db')),
  'read another tip’s file': ({ folder }) => readFileSync(join(folder, 'files/ab/other')),
  'read the desk’s environment': ({ desk }) => readFileSync(`/proc/${desk}/environ`),
  'open the desk’s memory': ({ desk }) => closeSync(openSync(`/proc/${desk}/mem`, 'r+')),
  'write into the desk’s folder': ({ folder }) => closeSync(openSync(join(folder, 'left-behind'), 'w')),
  'change the decoders': () => closeSync(openSync(createRequire(import.meta.url).resolve('sharp'), 'r+')),
  'write a byte to a temporary file': () => writeFileSync(`/tmp/jebo-probe-${process.pid}`, 'x'),
  'speak TCP': ({ tcp }) => connects(createConnection(tcp, '127.0.0.1')),
  'speak to a Unix socket': ({ folder }) => connects(createConnection(join(folder, 'socket'))),
  'speak UDP': ({ udp }) => answersByUdp(udp),
  'ask a name server': ({ udp }) => answersToQuestion(udp),
  'start a shell': () => execFileSync('/bin/sh', ['-c', 'exit 0']),
  'start a thread': async () => await once(new Worker('0', { eval: true }), 'online'),
  'signal the desk': ({ desk }) => process.kill(desk, 0),
  'load an addon from elsewhere': ({ folder }) =>
    void createRequire(import.meta.url)(join(folder, 'addon.node')),
  'load an addon by hand': ({ folder }) => process.dlopen({ exports: {} }, join(folder, 'addon.node')),
} as const satisfies Record<string, Attempt>;
export type AttemptName = keyof typeof ATTEMPTS;

/** The names of those that succeed. */
export async function attemptAll(given: Outside): Promise<string[]> {
  // Beyond the limit of a file's size the system sends this besides refusing, and Node would end.
  process.on('SIGXFSZ', () => {});
  const done: string[] = [];
  for (const [name, attempt] of Object.entries(ATTEMPTS))
    if (
      await (async () => attempt(given))().then(
        () => true,
        () => false,
      )
    )
      done.push(name);
  return done;
}

async function connects(socket: ReturnType<typeof createConnection>) {
  socket.setTimeout(PATIENCE, () => socket.destroy(new Error('nobody answers')));
  await once(socket, 'connect');
  socket.destroy();
}

async function answersByUdp(port: number) {
  const socket = createSocket('udp4');
  try {
    const answer = once(socket, 'message', { signal: AbortSignal.timeout(PATIENCE) });
    socket.send('a word that is long enough', port, '127.0.0.1');
    await answer;
  } finally {
    socket.close();
  }
}

async function answersToQuestion(port: number) {
  const resolver = new Resolver({ timeout: PATIENCE, tries: 1 });
  resolver.setServers([`127.0.0.1:${port}`]);
  await resolver.resolve4('tips.example.kr').catch((error: NodeJS.ErrnoException) => {
    // The server knows no name, but it was asked.
    if (error.code !== 'ENODATA') throw error;
  });
}
