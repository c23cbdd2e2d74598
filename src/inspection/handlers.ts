import type { Handler } from '../outbox/job.ts';
import type { Scanner } from './clamd.ts';
import { type InspectionParts, inspectFile } from './inspect-file.ts';
import { INSPECT_FILE, SCAN_FILE } from './inspection.ts';
import { type ScanParts, scanFile } from './scan-file.ts';

/** What the outbox does with a new file, after it is in. */
export const inspectionHandlers = (parts: InspectionParts): Record<string, Handler> => ({
  [INSPECT_FILE]: inspectFile(parts),
});

/** `scan` is null where there is no scanner. Give it hands of its own: a scanner that hangs must hold up nothing else. */
export function scanHandlers(
  parts: Omit<ScanParts, 'scan'> & { scan: Scanner | null },
): Record<string, Handler> {
  const { scan } = parts;
  return scan === null ? {} : { [SCAN_FILE]: { run: job => scanFile({ ...parts, scan }, job) } };
}
