import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Asks for a nonce before the picture is taken, and for one more by each who goes on from it. */
const scriptThat = (imports: string, nonce: string) => `
import { startupSnapshot } from 'node:v8';
${imports}
const nonce = () => ${nonce};
nonce();
startupSnapshot.setDeserializeMainFunction(() => process.stdout.write(nonce()));
`;

const WAYS = [
  {
    what: 'what is sealed',
    script: scriptThat(`import { seal } from './seal.ts';`, `seal(Buffer.alloc(32, 1), 'text').slice(0, 16)`),
  },
  {
    what: 'what is sealed of a tip',
    script: scriptThat(`import { freshBytes } from './masters.ts';`, `freshBytes(12).toString('base64url')`),
  },
];

/**
 * GCM gives its key away where a nonce comes twice (NIST SP 800-38D, 8). Node's picture of its own memory stands for a machine's,
 * but holds nothing of OpenSSL's generator.
 */
test.each(WAYS)(
  'a process that goes on twice from one picture has two nonces for $what',
  async ({ script: contents }) => {
    const folder = await temporaryFolder();
    const [script, picture] = [join(folder, 'sealing.cjs'), join(folder, 'picture')];
    const resolveDir = join(import.meta.dirname, '../../src/crypto');
    const stdin = { contents, resolveDir };
    buildSync({ stdin, bundle: true, platform: 'node', format: 'cjs', outfile: script, logLevel: 'silent' });
    const node = (...more: string[]) =>
      execFileSync(process.execPath, ['--snapshot-blob', picture, ...more], { encoding: 'utf8' });
    node('--build-snapshot', script);
    const [once, again] = [node(), node()];
    expect(once).toMatch(/^[\w-]{16}$/);
    expect(again).not.toBe(once);
  },
);
