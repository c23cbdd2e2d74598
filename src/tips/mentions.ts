import type { Named } from '../staff/called.ts';

/** A piece of a text: words, or somebody whom they call. `text`: as it is written. */
export type Piece<Person> = { text: string; person: Person | null };

/** `@` behind a letter or a digit is of an address. */
const AT = /(?<![\p{L}\p{N}._%+-])@/gu;
const LATIN = /[A-Za-z0-9]/;

/**
 * A text by whom it calls: `@` and somebody's name, or their e-mail. What is written of Korean names goes on without a space
 * (`@김민지님`); a Latin word must end where the name does. A name that several bear calls nobody.
 */
export function piecesOf<Person extends Named>(text: string, people: readonly Person[]): Piece<Person>[] {
  const callable = callableOf(people);
  const pieces: Piece<Person>[] = [];
  let done = 0;
  for (const { index } of text.matchAll(AT)) {
    if (index < done) continue;
    const found = callable.find(({ word }) => isAt(text, index + 1, word));
    if (found === undefined) continue;
    const end = index + 1 + found.word.length;
    if (index > done) pieces.push({ text: text.slice(done, index), person: null });
    pieces.push({ text: text.slice(index, end), person: found.person });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), person: null });
  return pieces;
}

/** Each once. */
export const calledIn = <Person extends Named>(text: string, people: readonly Person[]): Person[] => [
  ...new Set(piecesOf(text, people).flatMap(({ person }) => person ?? [])),
];

/** The longest first: one name may begin as another does. */
function callableOf<Person extends Named>(people: readonly Person[]) {
  const bearers = Map.groupBy(people, ({ name }) => name);
  return people
    .flatMap(person => {
      const isOnly = person.name !== null && bearers.get(person.name)?.length === 1;
      return [person.email, ...(isOnly && person.name !== null ? [person.name] : [])].map(word => ({
        word: word.normalize('NFC'),
        person,
      }));
    })
    .toSorted((one, other) => other.word.length - one.word.length);
}

function isAt(text: string, from: number, word: string): boolean {
  const end = from + word.length;
  if (text.slice(from, end).toLowerCase() !== word.toLowerCase()) return false;
  return !(LATIN.test(word.at(-1) ?? '') && LATIN.test(text[end] ?? ''));
}
