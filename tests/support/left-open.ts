import { readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** The files below a folder that this process holds open. Only Linux tells. */
export async function openFiles(folder: string): Promise<string[]> {
  const descriptors = await readdir('/proc/self/fd').catch(() => []);
  const paths = await Promise.all(
    descriptors.map(name => readlink(join('/proc/self/fd', name)).catch(() => '')),
  );
  return paths.filter(path => path.startsWith(folder));
}

/** What was begun under the data folder's `incoming` and neither kept nor removed; one of the `uploads` may go on. */
export async function unfinishedFiles(dataDir: string, uploads: ReadonlySet<string>): Promise<string[]> {
  const found = await readdir(join(dataDir, 'incoming'), { recursive: true, withFileTypes: true });
  return found
    .filter(entry => entry.isFile())
    .map(entry => entry.name)
    .filter(name => !uploads.has(name));
}

/** How many TCP sockets this process has, listening ones among them. */
export const openSockets = (): number =>
  process
    .getActiveResourcesInfo()
    .filter(resource => resource === 'TCPSocketWrap' || resource === 'TCPServerWrap').length;
