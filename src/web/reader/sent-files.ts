import { z } from 'zod';

/**
 * The files of a tip as its receipt names them: `missing` are those that the reader chose and that did not come with it. The
 * names are as many as a cookie holds; a receipt that an older version sealed has none.
 */
export const sentFiles = z.object({
  files: z.int().default(0),
  fileNames: z.array(z.string()).default([]),
  missing: z.int().default(0),
  missingNames: z.array(z.string()).default([]),
});

export type SentFiles = z.output<typeof sentFiles>;

/** In bytes of all names; a cookie holds 4,096 when it is sealed. */
const ROOM = 1_400;

export function sentFilesOf(arrived: readonly string[], chosen: readonly string[]): SentFiles {
  const missing = [...new Set(chosen)].filter(name => !arrived.includes(name));
  const missingNames = namesThatFit(missing, ROOM / 2);
  const fileNames = namesThatFit(arrived, ROOM - sizeOf(missingNames));
  return { files: arrived.length, fileNames, missing: missing.length, missingNames };
}

function namesThatFit(names: readonly string[], room: number): string[] {
  const fitting: string[] = [];
  for (const name of names.map(shortened)) {
    if (sizeOf([...fitting, name]) > room) break;
    fitting.push(name);
  }
  return fitting;
}

const sizeOf = (names: readonly string[]) => Buffer.byteLength(JSON.stringify(names));

/** Of a long name its beginning, and its ending, which tells what it is. */
function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length <= 40 ? name : `${letters.slice(0, 27).join('')}…${letters.slice(-12).join('')}`;
}
