import { randomUUID } from 'node:crypto';
import type { DeskConfig } from '../../../config/desk-config.ts';
import type { Lang } from '../../../i18n/lang.ts';
import { readerPaths } from '../../../paths.ts';
import type { ReaderContext } from '../context.ts';
import { officialChannels } from '../official.ts';
import { renderFresh } from './fresh-form.ts';

/** The form as it would be with other settings than those of now; in their first language where this one is not offered. */
export const createPreview =
  (reader: ReaderContext) =>
  async (desk: DeskConfig, asked: Lang): Promise<string> => {
    const channels = await officialChannels(desk.contacts, desk.newsroom.name);
    const settings = { ...reader.settings, ...desk };
    const { langs } = desk.reader;
    const lang = langs.find(offered => offered === asked) ?? langs[0] ?? asked;
    const marks = { submission: randomUUID(), stamp: '', addressUnkept: false };
    return renderFresh({ ...reader, settings, channels }, { path: readerPaths.form, query: {} }, lang, marks);
  };
