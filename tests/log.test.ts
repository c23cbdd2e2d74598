import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';

/** What is logged of what was thrown. */
function logged(thrown: unknown): { line: string; error: { kind: string; code?: string; where?: string[] } } {
  const lines: string[] = [];
  createLog(line => lines.push(line)).error({ error: thrown, id: 'a1' }, 'a request failed');
  const [line = ''] = lines;
  return { line, error: JSON.parse(line).error };
}

/** As a database's: it repeats the row, in its message, in facts of its own and in what caused it. */
function errorWithWords(message = 'a row of witness 홍길동') {
  const cause = new Error('the witness called');
  return Object.assign(new Error(message, { cause }), {
    code: '23505',
    detail: 'Key (name)=(witness) already exists',
    parameters: ['witness'],
  });
}

test('the log never holds an error’s words, only its kind, code and place', () => {
  const { line, error } = logged(errorWithWords());
  expect(error).toMatchObject({ kind: 'Error', code: '23505' });
  expect(error.where?.[0]).toMatch(/^at .*(file|node):/);
  expect(line).not.toMatch(/witness|홍길동/);
});

test('a message that is written like places in the code is not logged either', () => {
  const { line, error } = logged(
    errorWithWords('lines\n    at witness (file:///witness.ts:1:1)\n    at witness'),
  );
  expect(error.where?.[0]).toMatch(/^at .*(file|node):/);
  expect(line).not.toContain('witness');
});

test('of a message that was changed after the throw no letter is logged', () => {
  const error = new Error('the witness');
  error.message = 'short';
  expect(logged(error).line).not.toContain('witness');
  error.name = '';
  expect(logged(error).error.where?.every(place => place.startsWith('at '))).toBe(true);
});

test('a code made of words is not logged, nor are words thrown by themselves', () => {
  for (const thrown of [
    Object.assign(new Error(), { code: 'no witness' }),
    'witness',
    { message: 'witness' },
  ])
    expect(logged(thrown).line).not.toContain('witness');
  expect(logged('witness').error).toEqual({ kind: 'string' });
});
