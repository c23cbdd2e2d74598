import { inLang, readerPaths } from '../../src/paths.ts';
import type { Frame } from '../parts/layout.tsx';
import { VERBATIM } from '../parts/verbatim.ts';
import type { OfficialChannel } from './official.tsx';
import { Channels } from './official.tsx';
import { ReaderPage } from './page.tsx';

type MessagePageProps = {
  frame: Frame;
  title: string;
  text: string;
  /** Other ways to reach the newsroom, where the form cannot be used. */
  channels?: readonly OfficialChannel[];
  /** It answers a tip that was written, and is not on this page. */
  wasTip?: boolean;
  /** Ties what the reader saw to the log, which holds nothing of the reader. */
  errorId?: string;
};

/** An error or a refusal, with a way on. */
export function MessagePage({
  frame,
  title,
  text,
  channels = [],
  wasTip = false,
  errorId,
}: MessagePageProps) {
  const words = frame.words.reader.message;
  return (
    <ReaderPage frame={frame} title={title}>
      <div class="opening">
        <h1>{title}</h1>
        <p>{text}</p>
        {wasTip && <p>{words.backKeeps}</p>}
        {errorId !== undefined && (
          <p class="hint" {...VERBATIM}>
            {words.errorId(errorId)}
          </p>
        )}
      </div>
      {channels.length > 0 && (
        <section class="more">
          <h2>{words.other}</h2>
          <Channels frame={frame} channels={channels} />
        </section>
      )}
      <p class="way-on">
        <a class="button plain" href={inLang(readerPaths.form, frame.lang)}>
          {words.back}
        </a>
      </p>
    </ReaderPage>
  );
}
