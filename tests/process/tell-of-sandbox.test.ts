import { expect, test } from 'vitest';
import { sandboxLine, weaknessesOf } from '../../src/process/tell-of-sandbox.ts';
import { createServerProcess } from '../support/server-process.ts';
import { waitUntil } from '../support/wait-for.ts';

test('a start says what stands around the decoders, and warns of each layer that is missing', async () => {
  const server = await createServerProcess();
  await server.start();
  await waitUntil(() => server.output().includes('Safe   '));
  expect(server.output()).toMatch(/^Safe {3}what readers send is opened in a sandbox: Node’s permissions\b/m);
  expect(await server.stop()).toBe(0);
});

test('where all layers hold, each is named and nothing is warned of', () => {
  const confinement = { limits: true, user: 'nobody', walls: 'mounts' } as const;
  expect(sandboxLine(confinement, { isBound: false })).toBe(
    'Safe   what readers send is opened in a sandbox: Node’s permissions, limits of memory, time and files, the user nobody, no new privileges, no network, no files but its own code',
  );
  expect(weaknessesOf(confinement, { isThere: () => true, isBound: false })).toEqual([]);
});

test('a layer that is missing is told with what it would hold and how to get it', () => {
  const bare = { limits: false, user: null, walls: null };
  expect(weaknessesOf(bare, { isThere: () => false, isBound: false })).toEqual([
    {
      code: 'walls',
      words:
        'a hole in a decoder could read the desk’s files and speak to the network: install bwrap (apt-get install bubblewrap), then start again',
    },
    {
      code: 'privileges',
      words:
        'the sandbox may gain privileges: install setpriv (apt-get install util-linux), then start again',
    },
    {
      code: 'limits',
      words: 'the sandbox has no limits of the system: it needs sh, and a ulimit that can set them',
    },
  ]);
});

test('what is installed and refused by the system is not to be installed again', () => {
  const bare = { limits: true, user: null, walls: null };
  const told = weaknessesOf(bare, { isThere: () => true, isBound: false }).map(({ words }) => words);
  expect(told).toEqual([
    'a hole in a decoder could read the desk’s files and speak to the network: bwrap is installed, but this system does not let it work: docs/operating.md, “The sandbox”',
    'the sandbox may gain privileges: setpriv is installed, but this system does not let it work: docs/operating.md, “The sandbox”',
  ]);
});

test('a desk that systemd binds has a sandbox that gains no privileges, with no program for it', () => {
  const confinement = { limits: true, user: null, walls: 'namespaces' } as const;
  expect(sandboxLine(confinement, { isBound: true })).toContain(', no new privileges, no network');
  const told = weaknessesOf(confinement, { isThere: () => false, isBound: true });
  expect(told.map(({ code }) => code)).toEqual(['walls']);
});
