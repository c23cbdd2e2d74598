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
  const root = treeOf(people);
  const pieces: Piece<Person>[] = [];
  let done = 0;
  for (const { index } of text.matchAll(AT)) {
    if (index < done) continue;
    const found = calledAt(text, index + 1, root);
    if (found === null) continue;
    const { end } = found;
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

/** What to write behind an `@` so that it calls each of these: the name, where nobody else of all bears it. */
export function callingWords<Person extends Named>(people: readonly Person[]): Map<Person, string> {
  const bearers = Map.groupBy(people, ({ name }) => name && foldedOf(name));
  return new Map(
    people.map(person => [
      person,
      person.name && bearers.get(foldedOf(person.name))?.length === 1 ? person.name : person.email,
    ]),
  );
}

type Node<Person> = { person: Person | null; next: Map<string, Node<Person>> };

/** All that somebody can be called by, letter by letter: however many there are, a text is gone through once. */
function treeOf<Person extends Named>(people: readonly Person[]): Node<Person> {
  const root: Node<Person> = { person: null, next: new Map() };
  for (const [person, word] of callingWords(people)) {
    grow(root, person.email, person);
    grow(root, word, person);
  }
  return root;
}

function grow<Person>(root: Node<Person>, word: string, person: Person): void {
  let node = root;
  for (const letter of unitsOf(word.normalize('NFC'))) {
    const next = node.next.get(letter) ?? { person: null, next: new Map() };
    node.next.set(letter, next);
    node = next;
  }
  node.person ??= person;
}

const foldedOf = (name: string) => unitsOf(name.normalize('NFC')).join('');

const unitsOf = (word: string) => word.split('').map(unit => unit.toLowerCase());

/** The longest that is written here: one name may begin as another does. */
function calledAt<Person>(text: string, from: number, root: Node<Person>) {
  let found: { person: Person; end: number } | null = null;
  let node: Node<Person> | undefined = root;
  for (let end = from; node !== undefined; end += 1) {
    const isCut = LATIN.test(text[end - 1] ?? '') && LATIN.test(text[end] ?? '');
    if (node.person !== null && !isCut) found = { person: node.person, end };
    node = node.next.get((text[end] ?? '').toLowerCase());
  }
  return found;
}
