import type { Field } from './field.ts';
import { sendTips } from './readers.ts';
import { workAtDesk } from './staff.ts';
import { uploadAndSend } from './uploaders.ts';

const READERS = 3;
const UPLOADERS = 2;
const STAFF = 2;

/** All who use the desk at once. Resolves when everyone has come to an end after `signal`. */
export async function putLoadOn(field: Field): Promise<void> {
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
