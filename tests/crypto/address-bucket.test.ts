import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { addressBucket, networkBucket } from '../../src/crypto/address-bucket.ts';

const salt = randomBytes(32);
const bucket = (address: string) => addressBucket(salt, address);

test('one IPv4 address is one bucket, its neighbour another', () => {
  expect(bucket('203.0.113.7')).toBe(bucket('203.0.113.7'));
  expect(bucket('203.0.113.7')).not.toBe(bucket('203.0.113.8'));
});

test('an IPv4 address written as IPv6 is the same peer', () => {
  expect(bucket('::ffff:203.0.113.7')).toBe(bucket('203.0.113.7'));
  expect(bucket('::ffff:cb00:7107')).toBe(bucket('203.0.113.7'));
});

test('an IPv6 network of 64 bits is one bucket, however an address in it is written', () => {
  expect(bucket('2001:db8::1')).toBe(bucket('2001:DB8:0:0:ffff:1:2:3'));
  expect(bucket('2001:db8::1')).not.toBe(bucket('2001:db8:0:1::1'));
  expect(bucket('fe80::1%eth0')).toBe(bucket('fe80::2'));
});

test('loopback and what is no address are never limited', () => {
  for (const address of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', '', 'unix:']) {
    expect(bucket(address)).toBeNull();
  }
});

test('the address cannot be read from its bucket, and another salt gives another bucket', () => {
  expect(bucket('203.0.113.7')).toMatch(/^[\w-]{22}$/);
  expect(addressBucket(randomBytes(32), '203.0.113.7')).not.toBe(bucket('203.0.113.7'));
});

test('around an address, IPv4 /24 and IPv6 /48 are one network, and loopback none', () => {
  const network = (address: string) => networkBucket(salt, address);
  expect(network('203.0.113.7')).toBe(network('203.0.113.200'));
  expect(network('::ffff:203.0.113.9')).toBe(network('203.0.113.200'));
  expect(network('203.0.113.7')).not.toBe(network('203.0.114.7'));
  expect(network('2001:db8:1::1')).toBe(network('2001:db8:1:ffff::1'));
  expect(network('2001:db8:1::1')).not.toBe(network('2001:db8:2::1'));
  expect(network('203.0.113.7')).not.toBe(bucket('203.0.113.7'));
  for (const address of ['127.0.0.1', '::1', '', 'unix:']) expect(network(address)).toBeNull();
});
