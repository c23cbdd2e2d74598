/** A name that every system can keep has at most 255 bytes, and a copy's words, a number and a folder's path come on top. */
const LONGEST = 180;
/** A longer ending is no ending. In code points, the dot included. */
const LONGEST_ENDING = 12;

/** Marks that turn the direction of what follows: with one of these `‮gpj.exe` reads as a picture (CWE-451). */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** What Windows or a path would take otherwise. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\ufeff<>:"/\\|?*]/gu;
/** Devices, whatever ending they have (Microsoft, "Naming Files, Paths, and Namespaces"). */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/iu;

/** The sender's name for a file, as it is shown: on one line, and read in the order in which it is written. */
export const shownName = (name: string): string =>
  name.replace(TURNS, '').replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '\ufffd') || '\ufffd';

/** A sender's name made fit for any system: no path, no device, and not too long; the ending stays. */
export function safeName(name: string): string {
  const plain = withoutEdges(name.replace(TURNS, '').replace(UNSAFE, '_'));
  const named = plain === '' ? 'file' : plain;
  return cut(RESERVED.test(named) ? `_${named}` : named);
}

/** Without dots and spaces at its ends. A pattern would begin anew at each space of a name that is full of them. */
function withoutEdges(name: string): string {
  let [from, to] = [0, name.length];
  while (isEdge(name[from])) from += 1;
  while (to > from && isEdge(name[to - 1])) to -= 1;
  return name.slice(from, to);
}

const isEdge = (letter: string | undefined) => letter === '.' || letter === ' ';

/** Names in the order given, never two alike; those that are `taken` already are taken. */
export function distinctNames(names: readonly string[], taken: readonly string[] = []): string[] {
  const known = new Set(taken.map(alike));
  return names.map(name => {
    const safe = safeName(name);
    let [free, count] = [safe, 1];
    while (known.has(alike(free))) free = addToStem(safe, ` (${++count})`);
    known.add(alike(free));
    return free;
  });
}

/** Windows and macOS hold capitals and small letters for one. */
const alike = (name: string) => name.normalize('NFC').toLowerCase();

/** `사진.jpg` and ` (2)` make `사진 (2).jpg`. */
export function addToStem(name: string, words: string, ending = endingOf(name)): string {
  return stemOf(name) + words + ending;
}

/** With its dot; empty where there is none. */
export function endingOf(name: string): string {
  const from = name.lastIndexOf('.');
  const ending = from <= 0 ? '' : name.slice(from);
  return ending.length < 2 || Array.from(ending).length > LONGEST_ENDING ? '' : ending;
}

const stemOf = (name: string) => name.slice(0, name.length - endingOf(name).length);

/** Cut between code points. */
function cut(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const ending = endingOf(name);
  let room = LONGEST - Buffer.byteLength(ending);
  let stem = '';
  for (const point of stemOf(name)) {
    room -= Buffer.byteLength(point);
    if (room < 0) break;
    stem += point;
  }
  return stem.trimEnd() + ending;
}
