import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { Failed } from '../../jobs/job.ts';
import { createLane, isFresh, type Lane } from './lane.ts';

type Waiting = { grant(lane: Lane): void; refuse(error: Failed): void };

/** Who waits for a lane, and which is given next. */
export type LaneQueue = {
  /** Rejects when the signal aborts, or all who wait are refused. */
  acquire(signal: AbortSignal): Promise<Lane>;
  release(lane: Lane): void;
  refuseAll(error: Failed): void;
  inUse(): number;
  /** Of the lanes beside this one. */
  openBeside(lane: Lane): number;
  close(): void;
};

/** `width`: so many lanes are given at most. While it is not known that the server lets us in, one opens alone. */
export function createLaneQueue(options: SMTPPoolOptions, width: () => number): LaneQueue {
  const all: Lane[] = [];
  const idle: Lane[] = [];
  const waiting: Waiting[] = [];
  let opening: Lane | null = null;
  let openedAt: number | null = null;
  const inUse = () => all.length - idle.length;

  const opened = (lane: Lane, openedForIt = false) => {
    if (openedForIt) openedAt = performance.now();
    if (opening === lane) opening = null;
    grantAll();
  };
  function next(): Lane | null {
    if (inUse() >= width()) return null;
    const open = idle.findLastIndex(({ usedAt }) => isFresh(usedAt));
    if (open >= 0) return idle.splice(open, 1)[0] ?? null;
    if (opening !== null && !isFresh(openedAt)) return null;
    opening = idle.pop() ?? all[all.push(createLane(options, opened)) - 1] ?? null;
    return opening;
  }
  function grantAll() {
    while (waiting.length > 0) {
      const lane = next();
      if (lane === null) return;
      waiting.shift()?.grant(lane);
    }
  }
  return {
    inUse,
    acquire: signal => waitIn(waiting, signal, grantAll),
    release(lane) {
      lane.isSending = false;
      idle.push(lane);
      opened(lane);
    },
    refuseAll(error) {
      for (const { refuse } of waiting.splice(0)) refuse(error);
    },
    openBeside: lane => all.filter(other => other !== lane && isOpen(other)).length,
    close() {
      for (const { transport } of all) transport.close({ force: true });
    },
  };
}

const isOpen = ({ isSending, usedAt }: Lane) => isSending || isFresh(usedAt);

function waitIn(waiting: Waiting[], signal: AbortSignal, grantAll: () => void): Promise<Lane> {
  return new Promise((resolve, reject) => {
    const breakOff = () => {
      waiting.splice(waiting.indexOf(one), 1);
      reject(new Failed('EABORT', { cause: signal.reason }));
    };
    const settling =
      <Value>(settle: (value: Value) => void) =>
      (value: Value) => {
        signal.removeEventListener('abort', breakOff);
        settle(value);
      };
    const one: Waiting = { grant: settling(resolve), refuse: settling(reject) };
    waiting.push(one);
    signal.addEventListener('abort', breakOff);
    if (signal.aborted) breakOff();
    else grantAll();
  });
}
