import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest();
const base64 = (bytes: Buffer) => bytes.toString('base64url');

/** CBOR (RFC 8949) of what an authenticator says: short texts, small numbers, byte strings and maps of them. */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}
const int = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value));
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value]);
const map = (...entries: Buffer[]) => Buffer.concat([head(5, entries.length / 2), ...entries]);

const PRESENT = 1;
const VERIFIED = 4;
const WITH_KEY = 64;

type Asked = { challenge: string; origin: string; host: string };

/** A device that makes a passkey, as far as the desk sees it; `verifies`: it makes sure who holds it. */
export function createAuthenticator({ counts = false } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let uses = 0;

  const clientData = (type: string, { challenge, origin }: Asked) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = (host: string, flags: number, ...more: Buffer[]) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(uses);
    return Buffer.concat([sha256(host), Buffer.from([flags]), counter, ...more]);
  };
  const sent = (response: object) =>
    JSON.stringify({
      ...{ id: base64(id), rawId: base64(id), type: 'public-key', response },
      clientExtensionResults: {},
    });

  return {
    make(asked: Asked, verifies = true): string {
      const coordinates = [x, y].map(each => bytes(Buffer.from(each, 'base64url')));
      const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = coordinates;
      const key = map(int(1), int(2), int(3), int(-7), int(-1), int(1), int(-2), first, int(-3), second);
      const known = [Buffer.alloc(16), Buffer.from([0, id.length]), id, key];
      const data = authData(asked.host, PRESENT | WITH_KEY | (verifies ? VERIFIED : 0), ...known);
      const attested = map(text('fmt'), text('none'), text('attStmt'), map(), text('authData'), bytes(data));
      return sent({
        clientDataJSON: base64(clientData('webauthn.create', asked)),
        attestationObject: base64(attested),
      });
    },
    use(asked: Asked, verifies = true): string {
      if (counts) uses += 1;
      const data = authData(asked.host, PRESENT | (verifies ? VERIFIED : 0));
      const client = clientData('webauthn.get', asked);
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey);
      return sent({
        clientDataJSON: base64(client),
        authenticatorData: base64(data),
        signature: base64(signature),
      });
    },
    /** As another device would that has a copy of the key. */
    rewind: (to: number) => {
      uses = to;
    },
  };
}
