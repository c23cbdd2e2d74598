import type { Config } from '../../config/config.ts';
import { systemErrorOf } from './system-error.ts';

/** Ports below this are the administrator's on most systems. */
const FIRST_FREE_PORT = 1_024;

type Address = Pick<Config, 'host' | 'port'>;

const NOT_OURS = (host: string) =>
  `HOST is ${host}, which is no address of this machine. 127.0.0.1 is for this machine alone, 0.0.0.0 for whoever can reach it.`;

const REASONS: Readonly<Record<string, (address: Address) => string>> = {
  EADDRINUSE: ({ port }) =>
    `Port ${port} is taken: another program listens there, perhaps this desk already. End that one, or take another port: PORT=${anotherPort(port)} npm start`,
  EACCES: ({ port }) =>
    `Port ${port} may not be used by this user${port < FIRST_FREE_PORT ? ', as those below 1024 are the administrator’s' : ''}. Take a higher one, for example: PORT=3000 npm start. A proxy in front can answer at the usual ports (deploy/README.md).`,
  EADDRNOTAVAIL: ({ host }) => NOT_OURS(host),
  EINVAL: ({ host }) => NOT_OURS(host),
  EAFNOSUPPORT: ({ host }) => NOT_OURS(host),
  ENOTFOUND: ({ host }) => NOT_OURS(host),
  EAI_AGAIN: ({ host }) => NOT_OURS(host),
};

const anotherPort = (port: number) => (port < 65_535 ? port + 1 : 3_000);

/** Why it could not listen; null where the error is about something else. */
export function explainAddress(error: unknown, address: Address): string | null {
  const found = systemErrorOf(error);
  const isListening = found?.syscall === 'listen' || found?.syscall === 'bind';
  const isLookingUp = found?.syscall === 'getaddrinfo' && found.hostname === address.host;
  if (found === null || !(isListening || isLookingUp)) return null;
  return REASONS[found.code]?.(address) ?? null;
}
