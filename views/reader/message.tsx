import type { OfficialChannel } from '../../src/channels/official.ts';
import type { Frame } from '../layout.tsx';
import { Channels } from './official.tsx';
import { ReaderPage } from './page.tsx';

export type MessagePageProps = {
  frame: Frame;
  title: string;
  text: string;
  /** Other ways to reach the newsroom, where the form cannot be used. */
  channels?: readonly OfficialChannel[];
  /** Ties what the reader saw to the log, which holds nothing of the reader. */
  errorId?: string;
};

/** An error or a refusal, with a way on. */
export function MessagePage({ frame, title, text, channels = [], errorId }: MessagePageProps) {
  const words = frame.words.reader.message;
  return (
    <ReaderPage frame={frame} title={title}>
      <div class="opening">
        <h1>{title}</h1>
        <p>{text}</p>
        {errorId !== undefined && <p class="hint">{words.errorId(errorId)}</p>}
      </div>
      {channels.length > 0 && (
        <section class="more">
          <h2>{words.other}</h2>
          <Channels frame={frame} channels={channels} />
        </section>
      )}
      <p class="way-on">
        <a class="button plain" href={`/?lang=${frame.lang}`}>
          {words.back}
        </a>
      </p>
    </ReaderPage>
  );
}
