import { SCAN_FILE } from '../../inspection/inspection.ts';
import { readHealth } from '../../outbox/health.ts';
import type { AdminDeps, DeskWarning } from './deps.ts';

/** What is amiss now, for the list. */
export async function readWarnings({ warnings, database, desk, clock }: AdminDeps): Promise<DeskWarning[]> {
  // A disk that cannot be asked takes no files either; the list must still open.
  const space = await desk.files.space().catch(() => 0);
  const scans = await readHealth(database, [SCAN_FILE], clock());
  return [
    ...warnings(),
    ...(space <= 0 ? (['disk'] as const) : []),
    ...(scans.waiting + scans.setAside > 0 ? (['scanner'] as const) : []),
  ];
}
