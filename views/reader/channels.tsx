import { inLang, readerPaths } from '../../src/paths.ts';
import type { Frame } from '../parts/layout.tsx';
import { VERBATIM } from '../parts/verbatim.ts';
import type { OfficialChannel } from './official.tsx';
import { Channels } from './official.tsx';
import { ReaderPage } from './page.tsx';

type ChannelsPageProps = {
  frame: Frame;
  channels: readonly OfficialChannel[];
  /** Where the form stands, as the world reaches it: an impostor's page has another address. */
  address: string;
};

/** The one official page of channels. */
export function ChannelsPage({ frame, channels, address }: ChannelsPageProps) {
  const words = frame.words.reader.channels;
  return (
    <ReaderPage frame={frame} title={words.title}>
      <div class="opening">
        <h1>{words.title}</h1>
        <p class="quiet">{words.lead(frame.newsroom)}</p>
      </div>
      <Channels frame={frame} channels={channels} />
      <section class="more">
        <h2>{words.form}</h2>
        <p>
          <a href={inLang(readerPaths.form, frame.lang)} {...VERBATIM}>
            {address}
          </a>
        </p>
      </section>
      <section class="more">
        <h2>{words.impostors}</h2>
        <ul>
          {words.signs(frame.newsroom).map(sign => (
            <li key={sign}>{sign}</li>
          ))}
        </ul>
      </section>
    </ReaderPage>
  );
}
