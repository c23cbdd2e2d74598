import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { commandFor } from '../../../src/media/sandbox/command.ts';
import { type Confinement, confinements, isRoot } from '../../../src/media/sandbox/confinement.ts';
import { fromSandbox } from '../../../src/media/sandbox/protocol.ts';
import { startProcess } from '../../../src/media/sandbox/sandbox-process.ts';
import { whenDone } from '../../support/cleanup.ts';
import { ATTEMPTS, type AttemptName, type Outside } from './probe/attempts.ts';
import { createOutside } from './probe/outside.ts';

const probe = join(import.meta.dirname, 'probe/main.ts');
const memory = 1e9;
const all = Object.keys(ATTEMPTS);

/** What no machine code may do where the system puts up such walls, names such a user, or sets limits. */
const NETWORK: AttemptName[] = ['speak TCP', 'speak UDP', 'ask a name server'];
const DESK: AttemptName[] = ['read the desk’s environment', 'open the desk’s memory'];
const FORBIDDEN = {
  mounts: all.filter(name => name !== 'start a thread'),
  namespaces: [...NETWORK, ...(isRoot ? [] : DESK)],
  nobody: [
    ...(['read the secret key', 'read the database', 'read another tip’s file', ...DESK] as const),
    ...(['write into the desk’s folder', 'change the decoders', 'signal the desk'] as const),
    ...(['speak to a Unix socket', 'load an addon from elsewhere', 'load an addon by hand'] as const),
  ],
  limits: ['write a byte to a temporary file'],
} as const satisfies Record<string, readonly string[]>;

const forbiddenBy = ({ limits, user, walls }: Confinement): readonly string[] => [
  ...(walls === 'namespaces' ? FORBIDDEN.namespaces : walls === null ? [] : FORBIDDEN.mounts),
  ...(user === 'nobody' ? FORBIDDEN.nobody : []),
  ...(limits ? FORBIDDEN.limits : []),
];

/** Of each kind of walls, the strongest and the weakest that come up here. */
const here: Confinement[] = [];
for (const walls of ['mounts', 'mounts without /proc', 'namespaces', null] as const) {
  const kind: Confinement[] = [];
  for (const one of confinements().filter(one => one.walls === walls))
    if ((kind.length === 0 || one.user === null) && (await starts(one))) kind.push(one);
  here.push(...new Set([...kind.slice(0, 1), ...kind.slice(-1)]));
}

async function starts(confinement: Confinement): Promise<boolean> {
  const process = startProcess({ memory, confinement });
  const isReady = await process.receive().then(
    () => true,
    () => false,
  );
  process.kill('stopped');
  return isReady;
}

it.each(here)(
  'Nothing that scripts try gets out of a sandbox with limits $limits, user $user, walls $walls',
  async confinement => {
    const process = startProcess({ memory, confinement }, probe);
    whenDone(() => process.kill('stopped'));
    await process.receive();
    process.send({ is: 'file', size: 0, decode: true, claimedType: JSON.stringify(await createOutside()) });
    expect(doneIn(await process.receive())).toEqual([]);
  },
);

it.each(here)('Machine code is held by limits $limits, user $user, walls $walls', async confinement => {
  const done = await withoutPermissions(confinement, await createOutside());
  const forbidden = new Set(forbiddenBy(confinement));
  expect(done.filter(name => forbidden.has(name))).toEqual([]);
});

it('All that the probe tries succeeds where nothing stands in its way', async () => {
  const nothing: Confinement = { limits: false, user: null, walls: null };
  expect(await withoutPermissions(nothing, await createOutside())).toEqual(all);
});

/** Started by the same command, but with a Node that forbids nothing: so far gets who has broken Node itself. */
async function withoutPermissions(confinement: Confinement, outside: Outside): Promise<string[]> {
  const [execPath, ...rest] = commandFor(confinement, { path: probe, memory });
  const child = fork(probe, [String(memory)], {
    execPath,
    execArgv: rest.filter(word => !/^--(permission$|allow-)/.test(word)),
    cwd: '/',
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  whenDone(() => end(child));
  const messages = on(child, 'message', { close: ['exit'] });
  await messages.next();
  child.send({ is: 'file', size: 0, decode: true, claimedType: JSON.stringify(outside) });
  const { value } = await messages.next();
  return doneIn(fromSandbox.parse(value?.[0]));
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function doneIn(message: z.output<typeof fromSandbox>): string[] {
  if (message.is !== 'piece') throw new TypeError('the probe did not answer');
  return z.array(z.string()).parse(JSON.parse(Buffer.from(message.bytes).toString()));
}
