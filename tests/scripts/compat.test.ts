import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultsIn } from '../../scripts/compat/check.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const OLDEST = 'es2022,chrome109,firefox115,safari15.6';

/** The faults of one file that is sent to browsers. */
async function faultsOf(ending: 'css' | 'ts', text: string, allowed = {}): Promise<string[]> {
  const path = join(await temporaryFolder(), `planted.${ending}`);
  await writeFile(path, text);
  return faultsIn([path], OLDEST, allowed);
}

test.each([
  ['a { text-wrap: balance }', 'text-wrap is not known to chrome 109'],
  ['a { height: 1lh }', '1lh is not known to firefox 115'],
  [
    'a { display: grid; grid-template-columns: subgrid }',
    'grid-template-columns: subgrid is not known to chrome 109',
  ],
  ['a { color: light-dark(red, blue) }', 'light-dark() is not known to'],
  ['a { color: red; color: light-dark(red, blue); width: 1rlh }', '1rlh is not known to'],
  ['a:has(b) { color: red }', ':has is not known to firefox 115, firefox_android 115'],
  ['a:user-invalid { color: red }', ':user-invalid is not known to'],
  ['dialog::details-content { color: red }', '::details-content is not known to'],
  ['@media (scripting: enabled) { a { color: red } }', '@media (scripting) is not known to chrome 109'],
  ['@media print { @media (scripting: none) { a { color: red } } }', '@media (scripting) is not known to'],
  ['@starting-style { a { color: red } }', '@starting-style is not known to'],
  ['@scope (a) { b { color: red } }', '@scope is not known to'],
])('A planted style is told: %s', async (css, fault) => {
  expect(await faultsOf('css', css)).toContainEqual(expect.stringContaining(fault));
});

test.each([
  'a { color: #123456; display: grid; gap: 1rem; inset: 0 }',
  'a { b { color: red } }',
  'a { height: 1rem; height: 1lh }',
  '@supports (height: 1lh) { a { height: 1lh } }',
  '@supports selector(:has(*)) { a:has(b) { color: red } }',
  'a { user-select: none }',
  'progress::-moz-progress-bar { color: red }',
  'a { --own: light-dark(red, blue) }',
])('A style that each knows, or asks for, is fine: %s', async css => {
  expect(await faultsOf('css', css)).toEqual([]);
});

test.each([
  ['document.body.ariaLabel = "a"', 'ariaLabel is not known to firefox 115'],
  ['Object.assign(document.body, { ariaLabel: "a" })', 'ariaLabel is not known to'],
  ['console.log(URL.canParse("a"))', 'URL.canParse is not known to'],
  ['console.log(Promise.withResolvers())', 'Promise.withResolvers is not known to'],
  ['console.log([1].toSorted())', 'toSorted is not known to chrome 109'],
  ['document.querySelector("p")?.showPopover()', 'showPopover is not known to'],
  ['const a = new URLPattern({}); console.log(a)', 'URLPattern is not known to'],
  ['await scheduler.yield()', 'scheduler is not known to'],
  ['document.addEventListener("scrollend", () => {})', 'scrollend is not known to'],
  ['document.querySelector("video").requestVideoFrameCallback(() => {})', 'requestVideoFrameCallback is not'],
  ['console.log(/(?<=a)b/.test("ab"))', '(?<=…) is not known to safari 15.6'],
  ['const a = document.title; console.log(new RegExp(`(?<!${a})b`, "u"))', '(?<=…) is not known to safari'],
])('A planted script is told: %s', async (code, fault) => {
  expect(await faultsOf('ts', code)).toContainEqual(expect.stringContaining(fault));
});

test.each([
  'const a: number[] = [1].map(one => one * 2); console.log(a.at(-1), structuredClone(a))',
  'const scheduler = { yield() {} }; scheduler.yield()',
  'const film = document.querySelector("video"); if ("requestVideoFrameCallback" in film) film.requestVideoFrameCallback(() => {})',
  'if (typeof URL.canParse === "function") console.log(URL.canParse("a"))',
  'document.addEventListener("click", () => {})',
])('A script that each knows, or asks for, is fine: %s', async code => {
  expect(await faultsOf('ts', code)).toEqual([]);
});

test('What is allowed is fine, with all of its values, and what is used no more is told', async () => {
  const allowed = { 'text-wrap': 'a reason', ':has': 'another' };
  expect(await faultsOf('css', 'a { text-wrap: balance }', allowed)).toEqual([
    expect.stringMatching(/^:has is allowed .* used by nothing$/),
  ]);
});
