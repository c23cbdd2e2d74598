import { INSPECT_FILE, SCAN_FILE } from '../../inspection/inspection.ts';
import { readHealth } from '../../outbox/health.ts';
import type { AdminDeps, DeskWarning } from './deps.ts';

/** What is amiss now, for the list. */
export async function readWarnings({ warnings, database, desk, clock }: AdminDeps): Promise<DeskWarning[]> {
  // A disk that cannot be asked takes no files either; the list must still open.
  const space = await desk.files.space().catch(() => 0);
  const isStuck = async (kind: string) => {
    const { waiting, setAside } = await readHealth(database, [kind], clock());
    return waiting + setAside > 0;
  };
  return [
    ...warnings(),
    ...(space <= 0 ? (['disk'] as const) : []),
    ...((await isStuck(SCAN_FILE)) ? (['scanner'] as const) : []),
    ...((await isStuck(INSPECT_FILE)) ? (['darkroom'] as const) : []),
  ];
}
