import { expect, test } from 'vitest';
import { STATES, STEP_NAMES, STEPS, stepsFrom } from '../../src/tips/states.ts';

test.each(STATES)('a step leads on from the state %s, and one leads to it unless it is the first', state => {
  expect(stepsFrom(state)).not.toEqual([]);
  const isReached = STEP_NAMES.some(step => STEPS[step].to === state);
  expect(isReached || state === STATES[0]).toBe(true);
});

test('no step leads from a state that is not known', () => {
  expect(stepsFrom({ unknown: 'new' })).toEqual([]);
});
