import { TEXT_FIELDS, type TextField } from '../../../tips/fields.ts';
import type { ShownKeptTip, ShownTip } from '../../../tips/folder.ts';
import { shownFile } from '../files/shown-file.ts';
import type { Back } from '../list/list-question.ts';
import { linkedArticle } from './contact-links.ts';

/** What its reader wrote and sent, beside the message, and the files that they were sent; of a forgotten tip nothing. */
export function shownTip(tip: ShownTip, back: Back) {
  if (!tip.kept) return { files: [], sentFiles: [], texts: [], article: null };
  return {
    files: tip.files.map(file => shownFile(tip.number, file, back)),
    sentFiles: tip.sentFiles.map(file => shownFile(tip.number, file, back)),
    texts: textsUnderMessage(tip),
    article: linkedArticle(tip.article),
  };
}

/** The title is the page's, and the name stands with the contacts. */
const isUnderMessage = (field: TextField): field is Exclude<TextField, 'title' | 'name'> =>
  field !== 'title' && field !== 'name';

const textsUnderMessage = (tip: ShownKeptTip) =>
  TEXT_FIELDS.filter(isUnderMessage).flatMap(field => {
    const text = tip[field];
    return text === null ? [] : [{ field, text }];
  });
