import { readFileSync } from 'node:fs';
import type { Log } from '../log.ts';
import { type Confinement, findProgram } from '../media/sandbox/confinement.ts';
import { createSandbox } from '../media/sandbox/sandbox.ts';

/** What stands around the decoders of pictures and films on this machine, tried by starting them once; what is missing is a warning. */
export async function tellOfSandbox(log: Log): Promise<void> {
  const sandbox = createSandbox();
  try {
    const confinement = await sandbox.confinement();
    const system = { isThere: (name: string) => findProgram(name) !== null, isBound: isBound() };
    process.stdout.write(`${sandboxLine(confinement, system)}\n`);
    for (const { code, words } of weaknessesOf(confinement, system)) log.warn({ code }, words);
  } catch (error) {
    log.warn({ error }, 'the sandbox did not start: files are kept, and looked at when it does');
  } finally {
    await sandbox.stop();
  }
}

/** `isThere`: whether a program is installed. `isBound`: whatever the desk starts gains no privileges anyway. */
type System = { isThere: (program: string) => boolean; isBound: boolean };

/** systemd's NoNewPrivileges, for one; false where nobody can tell. PR_SET_NO_NEW_PRIVS(2const): children inherit it. */
function isBound(): boolean {
  try {
    return /^NoNewPrivs:\s*1$/m.test(readFileSync('/proc/self/status', 'utf8'));
  } catch {
    return false;
  }
}

export function sandboxLine(
  { limits, user, walls }: Confinement,
  { isBound }: Pick<System, 'isBound'>,
): string {
  const layers = [
    'Node’s permissions',
    ...(limits ? ['limits of memory, time and files'] : []),
    ...(user === 'nobody' ? ['the user nobody'] : []),
    ...(isBound || user !== null || hasMounts(walls) ? ['no new privileges'] : []),
    ...(walls !== null ? ['no network'] : []),
    ...(hasMounts(walls) ? ['no files but its own code'] : []),
  ];
  return `Safe   what readers send is opened in a sandbox: ${layers.join(', ')}`;
}

const hasMounts = (walls: Confinement['walls']) => walls === 'mounts' || walls === 'mounts without /proc';

type Weakness = { code: string; words: string };

export function weaknessesOf({ limits, user, walls }: Confinement, { isThere, isBound }: System): Weakness[] {
  const found: Weakness[] = [];
  if (!hasMounts(walls)) found.push(withoutMounts(walls, user, howToGet('bwrap', 'bubblewrap', isThere)));
  if (!isBound && user === null && !hasMounts(walls))
    found.push({
      code: 'privileges',
      words: `the sandbox may gain privileges: ${howToGet('setpriv', 'util-linux', isThere)}`,
    });
  if (!limits)
    found.push({
      code: 'limits',
      words: 'the sandbox has no limits of the system: it needs sh, and a ulimit that can set them',
    });
  return found;
}

function withoutMounts(walls: Confinement['walls'], user: Confinement['user'], how: string): Weakness {
  const files = user === 'nobody' ? '' : ' read the desk’s files';
  const network = walls === null ? ' speak to the network' : '';
  const may = [files, network].filter(Boolean).join(' and') || ' see the machine’s public files';
  return { code: 'walls', words: `a hole in a decoder could${may}: ${how}` };
}

const howToGet = (program: string, packaged: string, isThere: System['isThere']) =>
  isThere(program)
    ? `${program} is installed, but this system does not let it work: docs/operating.md, “The sandbox”`
    : `install ${program} (apt-get install ${packaged}), then start again`;
