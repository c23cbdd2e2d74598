import { detectMimeType } from 'nodemailer/lib/mime-funcs';
import { typeByName } from '../../../media/mismatch.ts';
import type { KeptFile } from '../../../tips/tip.ts';
import type { Attachment } from '../../letter.ts';
import type { ReadFile } from './active-content.ts';
import { nameOfCopy, type Ride } from './riding.ts';

/** A file as a mail carries it; none where it is a link. */
export function carried(file: KeptFile, ride: Ride, read: ReadFile): Attachment[] {
  const { id, name, size } = file;
  if (ride.as === 'link') return [];
  if (ride.as === 'original') return [{ of: id, name, size, type: typeOf(name), open: () => read(file) }];
  const { made } = ride;
  const { size: bytes, type } = made;
  return [{ of: id, name: nameOfCopy(name, made), size: bytes, type, open: () => read(made) }];
}

/** By the name, as a mail program opens it. The general list knows neither Hancom's documents nor a phone's sounds by their own types. */
function typeOf(name: string): string {
  const type = typeByName(name) ?? detectMimeType(name);
  // RFC 2046 lets no message/* or multipart/* be encoded, so such a file would not arrive byte for byte.
  return /^(message|multipart)\//.test(type) ? 'application/octet-stream' : type;
}
