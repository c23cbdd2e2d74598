import { createHmac } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';

/**
 * What stands for a peer's address where its requests are counted: a keyed hash of IPv4 /32 or IPv6 /64, so that the
 * address itself is never kept. IPv4 in IPv6 (RFC 4291, 2.5.5.2) counts as IPv4.
 * Null for loopback, where our own proxy may stand, and for what is no address, such as a UNIX socket: never limited.
 */
export function addressBucket(salt: Buffer, address: string): string | null {
  const network = networkOf(address);
  return network && createHmac('sha256', salt).update(network).digest('base64url').slice(0, 22);
}

function networkOf(address: string): string | null {
  if (isIPv4(address)) return address.startsWith('127.') ? null : address;
  if (!isIPv6(address)) return null;

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

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The URL parser writes a dotted tail as hex; a zone (`%eth0`) is no part of the network.
  const plain = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [before = '', after] = plain.split('::');
  const parse = (part: string) =>
    part === '' ? [] : part.split(':').map(group => Number.parseInt(group, 16));
  const [start, end] = [parse(before), parse(after ?? '')];
  return [...start, ...Array<number>(8 - start.length - end.length).fill(0), ...end];
}
