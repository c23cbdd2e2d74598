import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { WrongSettings } from './config.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs;

/**
 * Trusts the certificates in the file that NODE_EXTRA_CA_CERTS names. Node itself does so only where the variable stands
 * before it starts, and passes over one in an `.env` (https://nodejs.org/api/cli.html#node_extra_ca_certsfile).
 * @throws {WrongSettings} for a file that has none.
 */
export function trustExtraAuthorities(env = process.env): void {
  const path = env.NODE_EXTRA_CA_CERTS ?? '';
  if (path === '') return;
  const given = certificatesIn(path);
  try {
    setDefaultCACertificates([...getCACertificates('default'), ...given]);
  } catch (error) {
    throw wrong(path, 'has a certificate that cannot be read', error);
  }
}

function certificatesIn(path: string): string[] {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw wrong(path, 'cannot be read', error);
  }
  const found = text.match(CERTIFICATE);
  if (found === null) throw wrong(path, 'holds no certificate', undefined);
  return found;
}

const wrong = (path: string, fault: string, cause: unknown) =>
  new WrongSettings(
    `These settings are wrong:\n  NODE_EXTRA_CA_CERTS names ${path}, which ${fault}. It must be a file of certificates in PEM, which begin with -----BEGIN CERTIFICATE-----, for example: /etc/ssl/certs/our-ca.pem`,
    { cause },
  );
