import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Builds once before all tests, so that pages find their assets and the real server can be started. */
export default async function build() {
  await run('npm', ['run', 'build'], { cwd: new URL('../..', import.meta.url) }).catch(error => {
    throw new Error(`The build failed:\n${error.stdout}\n${error.stderr}`);
  });
}
