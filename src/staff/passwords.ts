import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../errors.ts';

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane. `memory` is in KiB. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Half of libuv's four threads: the other half stay free for files while many sign in. */
const AT_ONCE = 2;
const MOST_WAITING = 50;

/**
 * The password's hash as a PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash` (RFC 9106).
 * @throws {Refusal} 503 when too many wait for theirs.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, { ...cost, salt, length: HASH_BYTES });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(hash)}`;
}

/**
 * Whether the password is the one that was hashed. With no hash (an unknown account, or one not yet set up)
 * it takes as long and answers no.
 * @throws {Refusal} 503 when too many wait for theirs.
 */
export async function verifyPassword(password: string, kept: string | null): Promise<boolean> {
  const { hash, ...parameters } = parse(kept ?? nobody);
  const found = await derive(password, { ...parameters, length: hash.length });
  return timingSafeEqual(found, hash) && kept !== null;
}

type Parameters = { memory: number; passes: number; parallelism: number; salt: Buffer };

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(
  randomBytes(SALT_BYTES),
)}$${base64(randomBytes(HASH_BYTES))}`;

function parse(phc: string): Parameters & { hash: Buffer } {
  const [, memory, passes, parallelism, salt, hash] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc) ?? [];
  if (!memory || !passes || !parallelism || !salt || !hash)
    throw new Error('A password hash that is not ours');
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, { salt, length, ...rest }: Parameters & { length: number }) {
  if (running < AT_ONCE) running += 1;
  else if (waiting.length >= MOST_WAITING)
    throw new Refusal(503, words => words.desk.login.busy, { retryAfter: 5 });
  else await new Promise<void>(resolve => waiting.push(resolve));
  try {
    // One password can be typed in two Unicode forms: NIST SP 800-63B asks for one of them before hashing.
    const parameters = { ...rest, message: password.normalize('NFC'), nonce: salt, tagLength: length };
    return await new Promise<Buffer>((resolve, reject) => {
      argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)));
    });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
