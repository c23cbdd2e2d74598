import { later } from '../later.ts';
import type { LoadContext } from './context.ts';
import { sendTips } from './readers.ts';
import { workAtDesk } from './staff.ts';
import { uploadAndSend } from './uploaders.ts';

const READERS = 3;
const UPLOADERS = 2;
const STAFF = 2;

type Loaded = { /** Milliseconds. */ lasts: number; signal: AbortSignal };

/** `work` goes on under load until the signal that it is handed is aborted. If it fails, the load ends too. */
export async function whileLoaded(
  context: Omit<LoadContext, 'signal'>,
  { lasts, signal }: Loaded,
  injectFaults: (over: AbortSignal) => Promise<void>,
): Promise<void> {
  const over = AbortSignal.any([signal, AbortSignal.timeout(lasts)]);
  const broken = new AbortController();
  const load = later(putLoadOn({ ...context, signal: AbortSignal.any([over, broken.signal]) }));
  try {
    await injectFaults(over);
  } catch (error) {
    broken.abort(error);
    throw error;
  } finally {
    await load;
  }
}

/** All who use the desk at once. Resolves when everyone has come to an end after `signal`. */
async function putLoadOn(context: LoadContext): Promise<void> {
  const people = (name: string, count: number, live: (context: LoadContext) => Promise<void>) =>
    Array.from({ length: count }, (_, place) =>
      live({ ...context, random: context.random.of(`${name} ${place}`) }),
    );
  await Promise.all([
    ...people('reader', READERS, sendTips),
    ...people('uploader', UPLOADERS, uploadAndSend),
    ...people('staff', STAFF, workAtDesk),
  ]);
}
