import type { Request } from 'express';
import type { Lang } from '../../../i18n/lang.ts';
import { langOf } from '../../http/lang.ts';
import type { ReaderContext } from '../context.ts';

/** The language of the page that a form was on, which it brings along; else as of any page. */
export function askedLang(
  { settings }: ReaderContext,
  request: Request,
  fields: unknown = request.body,
): Lang {
  const named = typeof fields === 'object' && fields !== null && 'lang' in fields ? fields.lang : undefined;
  return settings.reader.langs.find(lang => lang === named) ?? langOf(request, settings);
}
