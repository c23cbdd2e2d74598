import type { Named } from '../../src/staff/called.ts';
import { VERBATIM } from '../parts/verbatim.ts';

export const calledOf = ({ email, name }: Named): string => name ?? email;

/** Somebody of the staff, as they are called; who points at the name sees whose account it is. */
export const Person = ({ person }: { person: Named }) => (
  <bdi title={person.name === null ? undefined : person.email} {...VERBATIM}>
    {calledOf(person)}
  </bdi>
);
