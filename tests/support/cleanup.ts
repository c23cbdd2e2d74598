import { onTestFinished, TestRunner } from 'vitest';

type Cleanup = () => Promise<void> | void;

const atFileEnd: Cleanup[] = [];

/**
 * Runs when the test that asked for it has ended; asked for outside a test, when all tests of the file have.
 * Last in, first out. A clean-up that throws fails what it belongs to, and the others still run.
 */
export function whenDone(cleanup: Cleanup) {
  if (TestRunner.getCurrentTest() === undefined) atFileEnd.push(cleanup);
  else onTestFinished(cleanup);
}

/** What was asked for outside of tests, for the end of a file of them. */
export async function cleanUpAfterFile(): Promise<void> {
  const errors: unknown[] = [];
  for (const cleanup of atFileEnd.splice(0).reverse()) {
    try {
      await cleanup();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, 'Several things could not be cleaned up');
}
