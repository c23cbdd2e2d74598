import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { createFairSlots, type Lane } from '../../fair-slots.ts';
import { unavailable } from '../../unavailable.ts';

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane. `memory` is in KiB. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Half of libuv's four threads: the other half stay free for files while many sign in. */
const AT_ONCE = 2;
/** So many networks may have somebody waiting at once. Nobody waits longer than these take: seconds, on a slow machine twenty. */
const MOST_WAITING = 200;

/**
 * In which lane a password waits for its turn; whoever asked may have gone meanwhile. First in it comes one of three, which
 * take turns: what no stranger can bring about (who sets a password holds a link), who is known, and strangers.
 */
export type PasswordTurn = { lane: Lane; signal?: AbortSignal | undefined };

const OF_OURS: PasswordTurn = { lane: ['ours', '', ''] };

/** By browser or place, which have no network around them. */
export const knownLane = (name: string): Lane => ['known', '', name];
/** Null is loopback, where many may stand behind one proxy. */
export const strangersLane = (network: string | null, bucket: string | null): Lane => [
  'strangers',
  network ?? '',
  bucket ?? '',
];

/**
 * The password's hash as a PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash` (RFC 9106).
 * @throws {Refusal} when too many wait for theirs.
 */
export async function hashPassword(
  password: string,
  { memory, passes, parallelism } = cost,
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, { memory, passes, parallelism, salt, length: HASH_BYTES }, OF_OURS);
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

/**
 * Whether the password is the one that was hashed. With no hash (an unknown account, or one not yet set up)
 * it takes as long and answers no.
 * @throws {Refusal} when too many wait for theirs.
 */
export async function verifyPassword(
  password: string,
  kept: string | null,
  turn = OF_OURS,
): Promise<boolean> {
  const { hash, ...parameters } = parse(kept ?? nobody);
  const found = await derive(password, { ...parameters, length: hash.length }, turn);
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

const slots = createFairSlots(AT_ONCE, {
  mostWaiting: MOST_WAITING,
  refusal: () => unavailable('passwords-busy'),
});

function derive(
  password: string,
  { salt, length, ...rest }: Parameters & { length: number },
  { lane, signal }: PasswordTurn,
) {
  // One password can be typed in two Unicode forms: NIST SP 800-63B asks for one of them before hashing.
  const parameters = { ...rest, message: password.normalize('NFC'), nonce: salt, tagLength: length };
  return slots.within(
    lane,
    () =>
      new Promise<Buffer>((resolve, reject) => {
        argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)));
      }),
    signal,
  );
}
