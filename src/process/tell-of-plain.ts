import type { PlainLeft } from '../tips/sealing/plain-left.ts';

const HOW = 'docs/operating.md, “What an older version wrote in plain”';

/** What stands in plain still, where it should be sealed; a sentence each. */
export function notesOfPlain({ tips, files, uploads, mayStandInOldPages }: PlainLeft): string[] {
  const left = [counted(tips, 'tip'), counted(files, 'file'), counted(uploads, 'begun upload')];
  const all = left.filter(what => what !== null).join(', ');
  const notes: string[] = [];
  if (all !== '')
    notes.push(
      `${all} ${tips + files + uploads === 1 ? 'stands' : 'stand'} in plain, as an older version wrote them; what is a tip’s is being sealed while the desk serves, once no older version is at work beside it. ${HOW}, says what is to be done then.`,
    );
  // Tips go first: what a damaged file keeps in plain must not keep anybody from rewriting theirs.
  if (tips === 0 && mayStandInOldPages)
    notes.push(
      `all tips are sealed, but older pages of the database’s files may hold some in plain until they are rewritten: npm run jebo -- seal finish tells what that takes. ${HOW}, says what else may hold them.`,
    );
  return notes;
}

const counted = (count: number, what: string): string | null =>
  count === 0 ? null : `${count} ${what}${count === 1 ? '' : 's'}`;
