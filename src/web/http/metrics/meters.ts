import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RequestHandler } from 'express';
import type { Database } from '../../../db/database.ts';
import type { SealedFiles } from '../../../files/sealed/sealed-files.ts';
import { routeOf } from '../route-of.ts';
import { createCounter, createHistogram } from './counts.ts';

/** In milliseconds: so often the event loop is asked whether it is late. */
const LOOK_AT_LOOP = 20;

/** What counts while the desk works. Made only where there is a token to read it by: else nothing is counted. */
export type Meters = ReturnType<typeof createMeters>;

export function createMeters() {
  const tips = createCounter();
  const refusals = createCounter();
  const uploaded = createCounter();
  const unopened = createCounter();
  const requests = createHistogram();
  const writes = createHistogram();
  const loop = monitorEventLoopDelay({ resolution: LOOK_AT_LOOP });
  loop.enable();
  return {
    tips,
    refusals,
    uploaded,
    unopened,
    requests,
    writes,
    countTip: (channel: string) => tips.add({ channel }),
    /** Seconds that the event loop was late since this was asked last, at most. */
    loopDelay() {
      const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - LOOK_AT_LOOP / 1e3);
      const seen = {
        half: late(loop.percentile(50)),
        most: late(loop.percentile(99)),
        longest: late(loop.max),
      };
      loop.reset();
      return seen;
    },
    watchRequests: watchRequests({ requests, refusals }),
    /** The same database, whose writes are timed until they are durable. */
    timed(database: Database): Database {
      const timing = async <T>(writing: () => Promise<T>): Promise<T> => {
        const begun = performance.now();
        try {
          return await writing();
        } finally {
          writes.observe({}, (performance.now() - begun) / 1e3);
        }
      };
      return {
        ...database,
        write: work => timing(() => database.write(work)),
        insertTip: tip => timing(() => database.insertTip(tip)),
      };
    },
    /** The same store, which counts the bytes that were put into it. */
    weighed: (files: SealedFiles) => weighed(files, bytes => uploaded.add({}, bytes)),
    countUnopened: (kind: 'file' | 'text') => unopened.add({ kind }),
    stop: () => loop.disable(),
  };
}

const weighed = (files: SealedFiles, count: (bytes: number) => void): SealedFiles => ({
  ...files,
  async take(stream, most, id) {
    const taken = await files.take(stream, most, id);
    if (taken !== null) count(taken.size);
    return taken;
  },
  async put(file, stream, putting) {
    const put = await files.put(file, stream, putting);
    if (put.is !== 'over') count(put.length - file.arrived);
    return put;
  },
});

type Watched = { requests: ReturnType<typeof createHistogram>; refusals: ReturnType<typeof createCounter> };

/** By the route's pattern, never by the path: ids and tokens in it are secrets. */
function watchRequests({ requests, refusals }: Watched): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now();
    response.once('finish', () => {
      // It lasts for as long as somebody looks at a page, which is nobody's business.
      if (String(response.getHeader('content-type')).startsWith('text/event-stream')) return;
      const at = { method: request.method, route: routeOf(request) };
      requests.observe(at, (performance.now() - begun) / 1e3);
      const status = response.statusCode;
      if (status >= 400) refusals.add({ ...at, status: String(status) });
    });
    next();
  };
}
