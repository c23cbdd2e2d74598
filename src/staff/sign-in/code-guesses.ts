import { createFailures, tooOften } from './slow-down.ts';

/**
 * A code has six digits, so who tries is refused, for up to 15 minutes (NIST SP 800-63B, 5.2.2): some hundred tries a day of a
 * million. `name`: each browser that is known has a count of its own, so that whoever has found out the password alone does
 * not shut out the owner.
 */
export function createCodeGuesses(clock: () => number) {
  const failures = createFailures(clock);
  /** @throws {Refusal} */
  return async (name: string, prove: () => Promise<boolean>): Promise<boolean> => {
    const refusal = failures.refusal(name);
    if (refusal > 0) throw tooOften(refusal);
    failures.count(name);
    const isRight = await prove();
    if (isRight) failures.clear(name);
    return isRight;
  };
}
