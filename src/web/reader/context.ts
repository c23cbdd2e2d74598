import type { Request } from 'express';
import type { Frame } from '../../../views/parts/layout.tsx';
import type { OfficialChannel } from '../../../views/reader/official.tsx';
import type { Context } from '../../context.ts';
import { withTexts } from '../../i18n/texts.ts';
import { type Lang, wordsOf } from '../../i18n/words.ts';
import { readerPaths } from '../../paths.ts';
import { readArticle } from '../../tips/intake/article.ts';
import type { ByteLimit } from '../../tips/intake/limits/byte-limit.ts';
import type { TipLimit } from '../../tips/intake/limits/tip-limit.ts';
import type { UploadLimit } from '../../tips/intake/limits/upload-limit.ts';
import type { OfferedTopics } from '../../tips/topics/offered-topics.ts';
import type { AssetName, Assets } from '../http/assets/assets.ts';
import type { LoadShedder } from '../http/load-shedding.ts';

/** What the reader's pages are made from. */
export type ReaderContext = Context & {
  assets: Assets;
  /** As the settings of now have them. */
  channels: readonly OfficialChannel[];
  topics: OfferedTopics;
  tipLimit: TipLimit;
  uploadLimit: UploadLimit;
  byteLimit: ByteLimit;
  load: LoadShedder;
};

/** What a page is asked beside its language, and is asked in the other one too. */
const KEPT = ['article', 'arrived'];

/** The same page in each other language: its address with what it was asked, but for the language. */
export function readerFrame(
  context: ReaderContext,
  request: Pick<Request, 'path' | 'query'>,
  lang: Lang,
  script: AssetName | null = null,
): Frame {
  const { settings } = context;
  const keeps = KEPT.map(name => {
    const asked = request.query[name];
    const value = typeof asked === 'string' && name === 'article' ? readArticle(asked) : asked;
    return typeof value === 'string' ? `&${name}=${encodeURIComponent(value)}` : '';
  }).join('');
  const path = request.path === readerPaths.tips ? readerPaths.form : request.path;
  return {
    lang,
    words: withTexts(wordsOf(lang), settings.reader.texts[lang]),
    newsroom: settings.newsroom.name,
    style: { text: context.assets.styles[script === 'form.js' ? 'form' : 'reader'].text },
    href: {
      script: script && context.assets.href(script),
      icon: context.assets.href('icon.svg'),
    },
    switchTo: settings.reader.langs
      .filter(other => other !== lang)
      .map(other => ({
        lang: other,
        href: `${path}?lang=${other}${keeps}`,
      })),
  };
}
