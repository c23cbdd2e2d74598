import type { Frame } from '../../../../views/parts/layout.tsx';
import type { Lang } from '../../../i18n/lang.ts';
import { readerPaths } from '../../../paths.ts';
import { type ReaderContext, readerFrame } from '../context.ts';

/** The frame of a page that stands at this address, also where it answers a POST to another. */
export const talkFrame = (context: ReaderContext, lang: Lang, path: string): Frame => ({
  ...readerFrame(context, { path, query: {} }, lang, path === readerPaths.tip ? 'talk.js' : 'sent.js'),
  style: { text: context.assets.styles.talk.text },
});
