import { Failed } from '../../jobs/job.ts';
import { type Confinement, confinements } from './confinement.ts';
import { type SandboxProcess, startProcess } from './sandbox-process.ts';

type Started = { process: SandboxProcess; confinement: Confinement };
/** `start`: milliseconds until it must be ready. `memory`: in bytes. */
type Limits = { start: number; memory: number };

/**
 * A process that waits for its first file, in the `known` confinement, or else in the strongest in which one comes up.
 * @throws {Failed} when none does, or does so in time: on a busy machine it is not the confinement's fault.
 */
export async function startReady(limits: Limits, known: Confinement | null): Promise<Started> {
  let reason: unknown;
  for (const confinement of known === null ? confinements() : [known]) {
    const process = startProcess({ memory: limits.memory, confinement });
    try {
      await readyWithin(limits.start, process);
      return { process, confinement };
    } catch (error) {
      reason = error;
      if ((await process.ended) === 'time') break;
    }
  }
  throw new Failed('sandbox did not start', { cause: reason });
}

/** Until it is ready, an end is not the doing of any file. */
async function readyWithin(milliseconds: number, process: SandboxProcess): Promise<void> {
  const timer = setTimeout(() => process.kill('time'), milliseconds);
  try {
    await process.receive();
  } catch (error) {
    process.kill('stopped');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
