import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { addressBucket, networkBucket } from '../../../crypto/address-bucket.ts';
import type { Log } from '../../../log.ts';
import { unavailable } from '../../../unavailable.ts';
import { createPace } from './pace.ts';
import type { Holder } from './roster.ts';
import { createShares } from './shares.ts';

/** A connection holds about 20 kB, so that all of them fit beside the desk. Of each process that listens. */
const MOST = 10_000;
/** Closed, but not gone yet. */
const CLOSING = 100;
/** After so long without any, shedding is over. Milliseconds. */
const QUIET = 60_000;

type Bucket = Pick<Holder, 'bucket' | 'network'>;

type Setup = {
  log: Log;
  /** How many proxies stand in front: then connections are theirs, and what is counted are requests in hand. */
  trustProxy: number;
  /** Something else runs short that slow ones hold. */
  isPressed?: () => boolean;
  most?: number;
  bucketOf?: (address: string) => Bucket;
  /** Milliseconds that only go forward. */
  clock?: () => number;
};

/** Sheds connections: no address or network keeps the others out. In memory alone. */
export type Connections = {
  /** Where no proxy stands in front, its connections are counted from now on. */
  watch(server: Server): void;
  /** Behind a proxy, counts requests. `isStaff` is asked of one for which there is no room. */
  countForwarded(isStaff: (request: Request) => Promise<boolean>): RequestHandler;
  /** This request is of somebody who is signed in. */
  ofStaff(request: IncomingMessage): void;
  /** To be called every few seconds. */
  look(): void;
  open(): number;
  /** Refused or cut since the start. */
  shed(): number;
};

export function createConnections(setup: Setup): Connections {
  const { log, trustProxy, isPressed = () => false, most = MOST } = setup;
  const { bucketOf = createBuckets(), clock = () => performance.now() } = setup;
  const episode = createEpisode(log, clock);
  const shares = createShares({ most, clock, onShed: episode.count });
  const holders = new WeakMap<Socket | IncomingMessage, Holder>();
  const requests = new WeakMap<Socket, IncomingMessage>();
  const holderOf = (socket: Socket, address: string, bytesBefore = 0): Holder => ({
    ...bucketOf(address),
    isStaff: false,
    pace: createPace(() => movedOn(socket, requests.get(socket), bytesBefore), clock()),
    cut: () => void socket.destroy(),
  });
  const watchSocket = (socket: Socket) => {
    const holder = holderOf(socket, socket.remoteAddress ?? '');
    if (!shares.enter(holder)) return void socket.destroy();
    holders.set(socket, holder);
    socket.once('close', () => shares.leave(holder));
  };

  return {
    watch(server) {
      server.maxConnections = most + CLOSING;
      server.on('request', (request, response) => {
        requests.set(request.socket, request);
        response.once('close', () => requests.delete(request.socket));
      });
      if (trustProxy === 0) server.on('connection', watchSocket);
    },
    countForwarded: isStaff => async (request, response, next) => {
      const holder = holderOf(request.socket, request.ip ?? '', bytesOf(request.socket));
      response.once('close', () => shares.leave(holder));
      if (!shares.enter(holder) && !((await isStaff(request)) && shares.enterAsStaff(holder)))
        return refuse(response, next);
      if (response.closed) return shares.leave(holder);
      holders.set(request, holder);
      next();
    },
    ofStaff(request) {
      const holder = holders.get(request) ?? holders.get(request.socket);
      if (holder !== undefined) shares.toStaff(holder);
    },
    look() {
      shares.look(isPressed());
      episode.look();
    },
    open: shares.size,
    shed: episode.all,
  };
}

/** What is still on its way is not waited for: the proxy's connection would be held by it. */
function refuse(response: Response, next: NextFunction): void {
  response.set('Connection', 'close');
  next(unavailable('too-busy'));
}

const bytesOf = (socket: Socket) => socket.bytesRead + socket.bytesWritten - socket.writableLength;

/** Null while a whole request waits for us. What stands in our buffers has not gone: the other side does not read it. */
function movedOn(socket: Socket, request: IncomingMessage | undefined, bytesBefore: number): number | null {
  if (request?.complete && socket.writableLength === 0) return null;
  return bytesOf(socket) - bytesBefore;
}

function createBuckets() {
  const salt = randomBytes(32);
  return (address: string): Bucket => ({
    bucket: addressBucket(salt, address),
    network: networkBucket(salt, address),
  });
}

/** Tells the log when shedding begins and when it has ended. */
function createEpisode(log: Log, clock: () => number) {
  let all = 0;
  let before = 0;
  let last: number | null = null;
  return {
    all: () => all,
    count() {
      if (last === null)
        log.warn({}, 'connections are shed: too many are held by one address, or go nowhere');
      if (last === null) before = all;
      all += 1;
      last = clock();
    },
    look() {
      if (last === null || clock() - last < QUIET) return;
      log.info({ count: all - before }, 'connections are shed no longer');
      last = null;
    },
  };
}
