import { later } from '../later.ts';
import type { Field } from './field.ts';
import { sendTips } from './readers.ts';
import { workAtDesk } from './staff.ts';
import { uploadAndSend } from './uploaders.ts';

const READERS = 3;
const UPLOADERS = 2;
const STAFF = 2;

type Loaded = { /** Milliseconds. */ lasts: number; signal: AbortSignal };

/** `befall` works under load until the signal that it is handed is aborted. If it fails, the load ends too. */
export async function whileLoaded(
  field: Omit<Field, 'signal'>,
  { lasts, signal }: Loaded,
  befall: (over: AbortSignal) => Promise<void>,
): Promise<void> {
  const over = AbortSignal.any([signal, AbortSignal.timeout(lasts)]);
  const broken = new AbortController();
  const load = later(putLoadOn({ ...field, signal: AbortSignal.any([over, broken.signal]) }));
  try {
    await befall(over);
  } catch (error) {
    broken.abort(error);
    throw error;
  } finally {
    await load;
  }
}

/** All who use the desk at once. Resolves when everyone has come to an end after `signal`. */
async function putLoadOn(field: Field): Promise<void> {
  const people = (name: string, count: number, live: (field: Field) => Promise<void>) =>
    Array.from({ length: count }, (_, place) =>
      live({ ...field, chance: field.chance.of(`${name} ${place}`) }),
    );
  await Promise.all([
    ...people('reader', READERS, sendTips),
    ...people('uploader', UPLOADERS, uploadAndSend),
    ...people('staff', STAFF, workAtDesk),
  ]);
}
