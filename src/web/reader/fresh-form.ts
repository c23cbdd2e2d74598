import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { Lang } from '../../i18n/words.ts';
import { readFormFields } from '../../tips/submission.ts';
import { makeStamp } from '../stamp.ts';
import type { ReaderDoor } from './door.ts';
import { renderForm } from './form-view.ts';

/** The form as nobody has filled it in yet. */
export type FreshForm = (request: Request, lang: Lang) => string;

/**
 * But for its two marks the form is the same for all who come from no article, so each language is rendered once:
 * anew it takes longer than all else that is done for a page.
 */
export function createFreshForm(door: ReaderDoor): FreshForm {
  const render = (
    request: Pick<Request, 'path' | 'query'>,
    lang: Lang,
    { submission, stamp }: { submission: string; stamp: string },
  ) => {
    const { article } = request.query;
    const fields = readFormFields({ article: typeof article === 'string' ? article : '', submission });
    return renderForm(door, request, lang, { fields, faults: {}, notice: null, filesWereSent: false, stamp });
  };
  const parts = new Map<Lang, readonly string[]>();
  const partsIn = (lang: Lang) => {
    const made = parts.get(lang) ?? splitAtMarks(marks => render({ path: '/', query: {} }, lang, marks));
    parts.set(lang, made);
    return made;
  };

  const stampNow = createStamps(door);
  return (request, lang) => {
    const stamp = stampNow();
    const submission = randomUUID();
    if (request.query['article'] !== undefined) return render(request, lang, { submission, stamp });
    const [before = '', between = '', after = ''] = partsIn(lang);
    return before + submission + between + stamp + after;
  };
}

/** In milliseconds. So near to each other, forms may bear the same stamp: it says when, not which. */
const SAME_STAMP = 50;

function createStamps({ desk }: ReaderDoor): () => string {
  let last = { at: Number.NEGATIVE_INFINITY, stamp: '' };
  return () => {
    const now = desk.clock();
    if (Math.abs(now - last.at) >= SAME_STAMP) last = { at: now, stamp: makeStamp(desk.keys.stamp, now) };
    return last.stamp;
  };
}

/** What stands before, between and after the two marks of a page. */
function splitAtMarks(render: (marks: { submission: string; stamp: string }) => string): string[] {
  const marks = { submission: randomUUID(), stamp: randomUUID() };
  return render(marks)
    .split(marks.submission)
    .flatMap(part => part.split(marks.stamp));
}
