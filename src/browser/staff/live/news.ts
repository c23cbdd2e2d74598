/** Milliseconds until a stream that has ended is asked for again: each time twice as long, up to the longest. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/** All tabs of one browser share a name. */
const NAME = 'jebo-live';

export type News =
  | { is: 'tips'; came: number[]; changed: number[] }
  | { is: 'presence'; number: number; people: string[] }
  /** Anything may have happened meanwhile. */
  | { is: 'again' };

/**
 * Hears of news for as long as the page stands open. Of all tabs one holds the stream, and tells the others: by HTTP/1.1 a
 * browser has six connections for all of them. Where no lock can be had, each holds one while it is looked at.
 */
export function hearNews(address: string, onNews: (news: News) => void): void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<News>) => onNews(data);
  const stream = createStream(address, news => {
    channel.postMessage(news);
    onNews(news);
  });
  const hold = 'locks' in navigator ? holdAsLeader : holdWhileSeen;
  let letGo = hold(stream);
  // Who goes back to the page finds it as it was left, and nothing that came since.
  window.addEventListener('pagehide', () => letGo());
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    letGo = hold(stream);
    onNews({ is: 'again' });
  });
}

type Stream = { open(): void; close(): void };

/**
 * By `fetch`, and not by `EventSource`: that follows whoever is signed out to the sign-in, again and again, and comes again
 * without growing pauses.
 */
function createStream(address: string, onNews: (news: News) => void): Stream {
  let ending: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  async function read({ signal }: AbortController) {
    const headers = { Accept: 'text/event-stream' };
    const { ok, body } = await fetch(address, { headers, redirect: 'manual', signal });
    if (!ok || body === null) return;
    // What came while there was no stream was told to nobody.
    if (failures > 0) onNews({ is: 'again' });
    failures = 0;
    await readEvents(body, onNews);
  }
  function open() {
    const own = new AbortController();
    ending = own;
    void read(own)
      .catch(() => {})
      .then(() => {
        if (own.signal.aborted) return;
        failures += 1;
        const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
        timer = setTimeout(open, pause * (0.5 + Math.random()));
      });
  }
  function close() {
    clearTimeout(timer);
    ending?.abort();
  }
  return { open, close };
}

/** Of server-sent events (HTML, 9.2.6) what ours are made of: a line with the name, one with the data, an empty one. */
async function readEvents(body: ReadableStream<Uint8Array>, onNews: (news: News) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let unread = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (unread + decoder.decode(value, { stream: true })).split('\n\n');
    unread = events.pop() ?? '';
    for (const event of events) {
      const [, is, data] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
      if (is !== undefined && data !== undefined) onNews({ ...JSON.parse(data), is });
    }
  }
}

/** The first tab holds it; when that is closed, the next. Gives how to let go. */
function holdAsLeader({ open, close }: Stream): () => void {
  const waiting = new AbortController();
  let letGo = () => {};
  const held = new Promise<void>(resolve => {
    letGo = resolve;
  });
  const lead = async () => {
    if (waiting.signal.aborted) return;
    open();
    await held;
    close();
  };
  navigator.locks.request(NAME, { signal: waiting.signal }, lead).catch(() => {});
  return () => {
    waiting.abort();
    letGo();
  };
}

function holdWhileSeen({ open, close }: Stream): () => void {
  const look = () => (document.visibilityState === 'visible' ? open() : close());
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    close();
  };
}
