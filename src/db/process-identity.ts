import { readFile, readlink } from 'node:fs/promises';
import { hasCode, nullIfMissing } from '../disk.ts';

/**
 * Names this process for the others on its machine: the boot, the namespace in which its id is good, the id, and when it
 * began, for ids are given again (proc_pid_stat(5), field 22). Null where the system does not tell, as outside Linux.
 */
export async function ownName(): Promise<string | null> {
  const [place, began] = [await ownPlace(), await beginning(process.pid)];
  return place === null || began === null ? null : `${place}/${process.pid}/${began}`;
}

/** Whether that process is surely gone. False where nobody can tell: it was on another machine, or before a boot. */
export async function isGone(name: string): Promise<boolean> {
  const [, place, pid, began] = /^(.+)\/(\d+)\/(\d+)$/.exec(name) ?? [];
  if (place === undefined || place !== (await ownPlace())) return false;
  const now = await beginning(Number(pid));
  // Another user's process may be hidden from us (`hidepid`, proc(5)), and yet be there.
  return now === null ? !isProcessThere(Number(pid)) : now !== began;
}

/** Whether any process on this machine has this id, be it another user's. */
export function isProcessThere(pid: number): boolean {
  try {
    // Signal 0 only asks (kill(2)).
    return process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

async function ownPlace(): Promise<string | null> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()}/${await readlink('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

/** Null when it cannot be seen; `ended` where it only waits for its parent to hear of that (`Z`). */
async function beginning(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets before these, and may hold any letter.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? null);
  } catch (error) {
    return hasCode(error, 'ESRCH') ? null : nullIfMissing(error);
  }
}
