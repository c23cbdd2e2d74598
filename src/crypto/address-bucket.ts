import { createHmac } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';

/**
 * What stands for a peer's address where its requests are counted: a keyed hash of IPv4 /32 or IPv6 /64, so that the
 * address itself is never kept. IPv4 in IPv6 (RFC 4291, 2.5.5.2) counts as IPv4, and whatever a proxy writes that is no
 * address is one bucket for all. Null for this machine itself, where our own proxy may stand: never limited.
 */
export function addressBucket(salt: Buffer, address: string): string | null {
  const network = networkOf(address);
  return network && hashed(salt, network);
}

/**
 * The same for the network around it, IPv4 /24 or IPv6 /48, as one customer of a provider or one rented rack may have it:
 * many addresses of it are to count as one.
 */
export function networkBucket(salt: Buffer, address: string): string | null {
  const network = networkOf(address);
  return network && hashed(salt, `around ${network.split(/[.:]/).slice(0, 3).join(' ')}`);
}

const hashed = (salt: Buffer, network: string) =>
  createHmac('sha256', salt).update(network).digest('base64url').slice(0, 22);

/** Whether it can be told from others. */
export const isReadableAddress = (written: string): boolean => networkOf(written) !== UNREADABLE;

const UNREADABLE = 'unreadable';

/** Null for this machine: loopback, a UNIX socket as nginx writes it, and nothing where the peer is gone already. */
function networkOf(written: string): string | null {
  const address = plainAddress(written);
  if (address === null) return ['', 'unix:'].includes(written) ? null : UNREADABLE;
  if (isIPv4(address)) return address.startsWith('127.') ? null : address;

  const groups = groupsOf(address);
  const head = groups.slice(0, 5).every(group => group === 0);
  const [high = 0, low = 0] = groups.slice(6);
  if (head && groups[5] === 0xffff) return networkOf([high >> 8, high & 255, low >> 8, low & 255].join('.'));
  if (head && groups[5] === 0 && high === 0 && low === 1) return null;
  return groups
    .slice(0, 4)
    .map(group => group.toString(16))
    .join(':');
}

/** Proxies write it in quotes, in brackets, with a port, or with a zone (`%eth0`), which is no part of the network. */
function plainAddress(written: string): string | null {
  const text = written.trim().replaceAll('"', '');
  const inBrackets = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1];
  const [address = ''] = (inBrackets ?? text).split('%');
  const spellings = [address, address.replace(/:\d{1,5}$/, '')];
  return spellings.find(spelling => isIP(spelling) !== 0) ?? null;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The URL parser writes a dotted tail as hex.
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = '', after] = plain.split('::');
  const parse = (part: string) =>
    part === '' ? [] : part.split(':').map(group => Number.parseInt(group, 16));
  const [start, end] = [parse(before), parse(after ?? '')];
  return [...start, ...Array<number>(8 - start.length - end.length).fill(0), ...end];
}
