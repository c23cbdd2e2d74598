import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Given to the server by the harness alone (`node --import`): the machine's clock is so many milliseconds off.
const off = Number(process.env['TORTURE_CLOCK'] ?? 0);
const now = Date.now;
Date.now = () => now() + off;

// The times of files are this clock's too, but for what was there before.
const { stat } = fs.promises;
const statByThisClock = async (path: fs.PathLike) => {
  const found = await stat(path);
  if (found.mtimeMs >= performance.timeOrigin) found.mtimeMs += off;
  return found;
};
Object.assign(fs.promises, { stat: statByThisClock });
syncBuiltinESMExports();

// The server ends with the harness, however that ends: then the other end of this pipe closes.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL')).resume();
if ('unref' in process.stdin && typeof process.stdin.unref === 'function') process.stdin.unref();
