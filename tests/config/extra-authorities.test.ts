import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { WrongSettings } from '../../src/config/config.ts';
import { trustExtraAuthorities } from '../../src/config/extra-authorities.ts';
import { whenDone } from '../support/cleanup.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** It has a certificate that it signed itself. */
async function createSecureServer(): Promise<number> {
  const server = new SMTPServer({ secure: true, disableReverseLookup: true });
  server.on('error', () => {});
  const port = await freePort();
  await once(server.listen(port, '127.0.0.1'), 'listening');
  whenDone(() => new Promise<void>(resolve => server.close(resolve)));
  return port;
}

/** Its certificate in PEM. */
async function certificateAt(port: number): Promise<string> {
  const socket = connect({ port, rejectUnauthorized: false, checkServerIdentity: () => undefined });
  await once(socket, 'secureConnect');
  const der = socket.getPeerCertificate().raw.toString('base64');
  socket.destroy();
  return `-----BEGIN CERTIFICATE-----\n${der.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

const fingerprint = (pem: string) => new X509Certificate(pem).fingerprint256;
const trusted = () => getCACertificates('default').map(fingerprint);

async function trust(content: string) {
  const path = join(await temporaryFolder(), 'ca.pem');
  await writeFile(path, content);
  return () => trustExtraAuthorities({ NODE_EXTRA_CA_CERTS: path });
}

test('An authority named in an .env is trusted beside those of the system', async () => {
  const before = getCACertificates('default');
  whenDone(async () => setDefaultCACertificates(before));
  const pem = await certificateAt(await createSecureServer());
  expect(trusted()).not.toContain(fingerprint(pem));
  (await trust(`# the newsroom's own\n${before[0]}\n${pem}`))();
  expect(trusted()).toContain(fingerprint(pem));
  expect(trusted()).toEqual(expect.arrayContaining(before.map(fingerprint)));
});

test.each([
  ['no certificate', 'a password'],
  ['a certificate that cannot be read', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
])('A file with %s is refused by its name', async (_, content) => {
  const trusting = await trust(content);
  expect(trusting).toThrow(WrongSettings);
  expect(trusting).toThrow(/NODE_EXTRA_CA_CERTS names \S+ca\.pem/);
});

test('A file that is not there is refused, and none that is named is fine', () => {
  expect(() => trustExtraAuthorities({ NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' })).toThrow('cannot be read');
  expect(() => trustExtraAuthorities({})).not.toThrow();
});
