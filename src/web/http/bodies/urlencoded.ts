import type { Request } from 'express';
import { Refusal } from '../../../errors.ts';
import type { Memory } from '../load-shedding.ts';

/** Of a form's fields, together: bytes, and how many they are. */
type Bounds = { bytes: number; fields: number };

/**
 * The fields of a form as every browser sends it without files (WHATWG URL, application/x-www-form-urlencoded). One that comes
 * more than once is a list.
 * @throws {Refusal} when it is too much, or in no letters that we read.
 */
export async function readUrlencoded(
  request: Request,
  { bytes, fields }: Bounds,
  memory: Memory,
): Promise<Readonly<Record<string, string | string[]>>> {
  const charset = /charset="?([^";]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset.trim())) throw new Refusal({ code: 'not-utf8' });
  // No browser packs a form, and a few packed bytes may unfold to the limit.
  const { 'content-encoding': packed = 'identity' } = request.headers;
  if (packed !== 'identity') throw new Refusal({ code: 'broken' });
  if (Number(request.headers['content-length'] ?? 0) > bytes) throw new Refusal({ code: 'body-too-large' });
  const text = await readText(request, bytes, memory);
  if (hasMoreThan(fields, text)) throw new Refusal({ code: 'too-many-parts' });
  return fieldsIn(text);
}

function readText(request: Request, most: number, memory: Memory): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let length = 0;
  const take = (chunk: Buffer) => {
    try {
      length += chunk.length;
      if (length > most) throw new Refusal({ code: 'body-too-large' });
      memory.hold(chunk.length);
      chunks.push(chunk);
    } catch (refusal) {
      request.off('data', take);
      reject(refusal);
    }
  };
  if (request.destroyed) reject(new Refusal({ code: 'broken' }));
  request
    .on('data', take)
    .once('end', () => resolve(Buffer.concat(chunks).toString()))
    .once('error', () => reject(new Refusal({ code: 'broken' })))
    // Every request closes, and an error that nobody hears of costs as much as one that is told.
    .once('close', () => request.readableEnded || reject(new Refusal({ code: 'broken' })));
  return promise;
}

function hasMoreThan(fields: number, text: string): boolean {
  let at = -1;
  for (let count = 0; count < fields; count += 1) {
    at = text.indexOf('&', at + 1);
    if (at < 0) return false;
  }
  return true;
}

function fieldsIn(text: string): Record<string, string | string[]> {
  // Without what every object has: a field may be called anything.
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const known = fields[name];
    if (known === undefined) fields[name] = value;
    else if (typeof known === 'string') fields[name] = [known, value];
    else known.push(value);
  }
  return fields;
}
