import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Loaded into a desk before all else (`--import`): notes its event loop's longest pauses. On SIGUSR2 it writes them where `BENCH_PAUSES`
 * says, and begins anew.
 */
const EVERY = 2;

/** Milliseconds in all, of the processor, and in which others had it: on a machine that is busy a pause may be none of ours. */
export type Pause = { wall: number; processor: number; queued: number };
export type Pauses = { longest: Pause; busiest: Pause };

const NONE: Pause = { wall: 0, processor: 0, queued: 0 };

/** Linux's accounting of this thread: nanoseconds on a processor, and waiting for one. */
function usedUp(): Pause {
  const [ran = 0, waited = 0] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ').map(Number);
  return { wall: performance.now(), processor: ran / 1e6, queued: waited / 1e6 };
}

let last = usedUp();
let pauses: Pauses = { longest: NONE, busiest: NONE };

setInterval(() => {
  const now = usedUp();
  const pause: Pause = {
    wall: now.wall - last.wall - EVERY,
    processor: now.processor - last.processor,
    queued: now.queued - last.queued,
  };
  last = now;
  if (pause.wall > pauses.longest.wall) pauses = { ...pauses, longest: pause };
  if (pause.processor > pauses.busiest.processor) pauses = { ...pauses, busiest: pause };
}, EVERY).unref();

process.on('SIGUSR2', () => {
  writeFileSync(process.env['BENCH_PAUSES'] ?? '', JSON.stringify(pauses));
  pauses = { longest: NONE, busiest: NONE };
});
