import type { Context } from '../context.ts';
import { type Handlers, type HandlersOf, LEFT_OWED } from '../jobs/job.ts';
import { type InspectionParts, inspectFile } from './inspect-file.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { Scanner } from './scan/clamd.ts';
import { type ScanParts, scanFile } from './scan/scan-file.ts';

type MediaContext = Pick<Context, 'database' | 'files' | 'masters' | 'clock'>;

/** What is done with a new file, after it is in. */
export const inspectionHandlers = (
  context: MediaContext,
  sandbox: Pick<Sandbox, 'inspect'>,
  afterInspection: InspectionParts['afterInspection'],
): HandlersOf<'inspect file'> => ({
  'inspect file': inspectFile({ ...context, sandbox, afterInspection }),
});

/** `scan` is null where there is no scanner: then scans are left to a desk that has one. */
export const scanHandlers = (
  context: MediaContext,
  scan: Scanner | null,
  afterScans: ScanParts['afterScans'],
): Pick<Handlers, 'scan file'> => ({
  'scan file': scan === null ? LEFT_OWED : { run: job => scanFile({ ...context, scan, afterScans }, job) },
});
