import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isGone, ownName } from '../../src/db/process-identity.ts';

/** As the process of this id would be named, had it begun when we did. */
const named = async (pid: number) => ((await ownName()) ?? '').replace(`/${process.pid}/`, `/${pid}/`);

test('a process that lives is not gone, and one that has ended is, also where its id is another’s now', async () => {
  expect(await isGone((await ownName()) ?? '')).toBe(false);
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  const ofChild = await named(child.pid ?? 0);
  // It began later than we did, so it is another one that has this id.
  expect(await isGone(ofChild.replace(/\d+$/, began => `${Number(began) - 1}`))).toBe(true);
  child.stdin?.end();
  await once(child, 'exit');
  expect(await isGone(ofChild)).toBe(true);
});

test('of another machine nobody can tell', async () => {
  expect(await isGone(((await ownName()) ?? '').replace(/^[^/]+/, 'another-boot'))).toBe(false);
  expect(await isGone('no name of ours')).toBe(false);
});
