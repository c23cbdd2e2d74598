import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { renderPage } from '../../../views/layout.tsx';
import { FormPage, type FormPageProps } from '../../../views/reader/form.tsx';
import type { Faults } from '../../errors.ts';
import { type Lang, type Say, wordsOf } from '../../i18n/words.ts';
import { type FormFields, readArticle } from '../../tips/submission.ts';
import { MESSAGE_LIMIT, TEXT_LIMIT } from '../../tips/text.ts';
import { type ReaderDoor, readerFrame } from './door.ts';

/** What the form shows: what was typed and what is at fault; `notice` is a fault of no field. */
export type Shown = {
  fields: FormFields;
  faults: Faults;
  notice: Say | null;
  /** Files were sent and are lost to the page: to be chosen once more, unless there is no room for them anyway. */
  asksForFiles: boolean;
  stamp: string;
};

export function renderForm(
  door: ReaderDoor,
  request: Pick<Request, 'path' | 'query'>,
  lang: Lang,
  { fields, faults, notice, asksForFiles, stamp }: Shown,
): string {
  const words = wordsOf(lang);
  const { fileSize, fileCount, fileTotal } = door.config.limits;
  const props: FormPageProps = {
    frame: readerFrame(door, request, lang, 'form.js'),
    channels: door.channels,
    uploadsScript: door.assets.href('uploads.js'),
    limits: { fileSize, fileCount, fileTotal, message: MESSAGE_LIMIT, text: TEXT_LIMIT },
    values: {
      ...fields,
      replyBy: fields.reply_by,
      consent_contact: fields.consent_contact ? 'on' : '',
      consent_media: fields.consent_media ? 'on' : '',
    },
    faults: Object.fromEntries(Object.entries(faults).map(([field, say]) => [field, say(words)])),
    notice: notice === null ? null : notice(words),
    filesWereChosen: asksForFiles,
    article: readArticle(fields.article),
    stamp,
    submission:
      faults['submission'] === undefined && fields.submission !== '' ? fields.submission : randomUUID(),
  };
  return renderPage(FormPage(props));
}
