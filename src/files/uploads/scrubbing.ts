import type { Database } from '../../db/database.ts';

/** In milliseconds. The name of what its sender took back stands in the database's log until that is emptied. */
const SCRUB_WITHIN = 10_000;

/** One scrubbing for all that are removed at about the same time. Where it fails, that of the next sweep does. */
export function createScrubbing(database: Database) {
  let timer: NodeJS.Timeout | undefined;
  const scrub = () => {
    timer = undefined;
    database.scrub().catch(() => {});
  };
  return {
    soon() {
      timer ??= setTimeout(scrub, SCRUB_WITHIN).unref();
    },
    stop: () => clearTimeout(timer),
  };
}
