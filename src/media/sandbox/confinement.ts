import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/**
 * What stands around the sandbox besides Node's own permissions, which every Node that runs the desk has.
 * `limits`: of files, memory and time, and no core dump. `user`: `nobody` owns nothing and may touch no process of
 * another user's; `no new privileges`: no program that it starts gains any.
 * `walls`: a mount namespace with nothing but Node, its libraries and our code, and neither a network nor other processes;
 * `namespaces`: neither a network nor another process's memory, but the files of the machine.
 */
export type Confinement = {
  limits: boolean;
  user: 'nobody' | 'no new privileges' | null;
  walls: 'mounts' | 'mounts without /proc' | 'namespaces' | null;
};

export const isRoot = process.getuid?.() === 0;

/** Where systems keep them: the desk may have no PATH, and needs none that leads elsewhere. NixOS has the last. */
const SYSTEM = ['/usr/bin', '/bin', '/usr/local/bin', '/run/current-system/sw/bin'];

/** Null when this machine has no such program. */
export const findProgram = (name: string): string | null =>
  SYSTEM.map(folder => join(folder, name)).find(isExecutable) ?? null;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * All that this machine has the programs for, the strongest first. Whether its kernel lets us is known when one has started:
 * Ubuntu's AppArmor, a container's seccomp and systemd's RestrictNamespaces forbid each something else.
 */
export function confinements(): Confinement[] {
  const has = (name: string) => findProgram(name) !== null;
  const users: Confinement['user'][] = [
    ...(has('setpriv') ? [...(isRoot ? ['nobody' as const] : []), 'no new privileges' as const] : []),
    null,
  ];
  const walls: Confinement['walls'][] = [
    ...(has('bwrap') ? ['mounts' as const, 'mounts without /proc' as const] : []),
    ...(has('unshare') ? ['namespaces' as const] : []),
    null,
  ];
  const limits = process.platform !== 'win32' && has('sh') ? [true, false] : [false];
  return limits.flatMap(some =>
    walls.flatMap(wall => users.map(user => ({ limits: some, user, walls: wall }))),
  );
}
