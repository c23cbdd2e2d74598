import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { renderPage } from '../../../../views/parts/layout.tsx';
import { FormPage, type FormPageProps } from '../../../../views/reader/form/form.tsx';
import type { FormFields } from '../../../channels/form/fields.ts';
import type { Faults, Reason } from '../../../errors.ts';
import { keptFor } from '../../../i18n/dates.ts';
import type { Lang } from '../../../i18n/lang.ts';
import { say, sayEach } from '../../../i18n/reasons.ts';
import { readArticle } from '../../../tips/intake/article.ts';
import { MESSAGE_LIMIT, TEXT_LIMIT } from '../../../tips/text.ts';
import { type ReaderContext, readerFrame } from '../context.ts';

/** What the form shows: what was typed and what is at fault; `notice` is a fault of no field. */
type Shown = {
  fields: FormFields;
  faults: Faults;
  notice: Reason | null;
  /** Files were sent and are lost to the page: to be chosen once more, unless there is no room for them anyway. */
  asksForFiles: boolean;
  /** The names of files that did not come: the receipt tells of those that do not come the next time either. */
  leftOut: readonly string[];
  stamp: string;
  /** That a resident registration number stands in it: to send it once more is the reader's choice. */
  isToldOfNumbers: boolean;
  /** Whether readers may be told that their address is not stored. */
  addressUnkept: boolean;
};

export function renderForm(
  context: ReaderContext,
  request: Pick<Request, 'path' | 'query'>,
  lang: Lang,
  { fields, faults, notice, asksForFiles, addressUnkept, ...marks }: Shown,
): string {
  const { fileSize, fileCount, fileTotal } = context.settings.limits;
  const frame = readerFrame(context, request, lang, 'form.js');
  const topics = context.topics();
  // Its choice would be dropped without a word, and with it who sees the tip.
  const isGone = fields.topic !== '' && !topics.some(({ slug }) => slug === fields.topic);
  const props: FormPageProps = {
    frame,
    channels: context.channels,
    topics,
    code: {
      send: context.assets.href('send.js'),
      uploads: context.assets.href('uploads.js'),
      cleaning: context.assets.href('cleaning.js'),
    },
    limits: { fileSize, fileCount, fileTotal, message: MESSAGE_LIMIT, text: TEXT_LIMIT },
    values: {
      ...fields,
      replyBy: fields.reply_by,
      consent_contact: fields.consent_contact ? 'on' : '',
      consent_media: fields.consent_media ? 'on' : '',
      clean: fields.clean ? 'on' : '',
    },
    faults: sayEach({ ...(isGone && { topic: { code: 'topic-unknown' } as const }), ...faults }, frame.words),
    notice: notice && say(notice, frame.words),
    filesWereChosen: asksForFiles,
    article: readArticle(fields.article),
    addressUnkept,
    isSafetyOpen: context.settings.reader.isSafetyOpen,
    kept: keptFor(context.settings.retention, lang),
    ...marks,
    submission:
      faults['submission'] === undefined && fields.submission !== '' ? fields.submission : randomUUID(),
  };
  return renderPage(FormPage(props));
}
