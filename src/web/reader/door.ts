import type { Request } from 'express';
import type { Frame } from '../../../views/layout.tsx';
import type { OfficialChannel } from '../../channels/official.ts';
import type { Config } from '../../config.ts';
import { LANGS, type Lang, wordsOf } from '../../i18n/words.ts';
import type { Desk } from '../../tips/desk.ts';
import type { AssetName, Assets } from '../assets.ts';
import type { Crowd } from '../crowd.ts';
import type { TipLimit } from '../tip-limit.ts';
import type { UploadLimit } from './upload-limit.ts';

/** What the reader's pages are made from. */
export type ReaderDoor = {
  config: Config;
  desk: Desk;
  assets: Assets;
  channels: readonly OfficialChannel[];
  tipLimit: TipLimit;
  uploadLimit: UploadLimit;
  crowd: Crowd;
};

/** The same page in each other language: its address with what it was asked, but for the language. */
export function readerFrame(
  door: ReaderDoor,
  request: Pick<Request, 'path' | 'query'>,
  lang: Lang,
  script: AssetName | null = null,
): Frame {
  const article = request.query['article'];
  const keeps = typeof article === 'string' ? `&article=${encodeURIComponent(article)}` : '';
  const path = request.path === '/tips' ? '/' : request.path;
  return {
    lang,
    words: wordsOf(lang),
    newsroom: door.config.newsroom.name,
    href: {
      style: door.assets.href('reader.css'),
      script: script && door.assets.href(script),
      icon: door.assets.href('icon.svg'),
    },
    switchTo: LANGS.filter(other => other !== lang).map(other => ({
      lang: other,
      href: `${path}?lang=${other}${keeps}`,
    })),
  };
}
