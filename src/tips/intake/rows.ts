import { randomId } from '../../crypto/ids.ts';
import type { ContentSealing } from '../../crypto/tip-content.ts';
import { fileColumns } from '../../files/sealed/file-seal.ts';
import { type CallNote, writtenNote } from '../calls/call-note.ts';
import type { Channel } from '../channels.ts';
import { contentColumns } from '../content.ts';
import type { ContentOf } from '../fields.ts';
import type { Contact, Instant, ReplyWay, TipFile } from '../tip.ts';

/** What a reader says. `id`: 128 bits in hex; left out: random. `call`: what staff noted beside it. */
type NewMessage = { id?: string; at: Instant; channel: Channel; body: string; call?: CallNote | null };

export function messageRow(
  sealing: ContentSealing,
  tip: number,
  { id: row = randomId(), at, channel, body, call = null }: NewMessage,
) {
  const content = contentColumns(
    sealing,
    'messages',
    { tip, row },
    { body, call: call && writtenNote(call) },
  );
  return { id: row, tip, direction: 'in' as const, channel, at, ...content };
}

export function contactRow(
  sealing: ContentSealing,
  tip: number,
  { way, typed, parsed, mayReply }: Contact<ReplyWay>,
) {
  const row = randomId();
  const content = contentColumns(sealing, 'contacts', { tip, row }, { typed, parsed });
  return { id: row, tip, way, ...content, may_reply: mayReply ? (1 as const) : (0 as const) };
}

const isMedia = (type: string) => /^(?:image|video)\//iu.test(type);

export type FileRow = ReturnType<typeof fileRow>;

export function fileRow({ masters, tipSeal }: ContentSealing, file: TipFile, position: number) {
  const { wrapped, ...content } = fileColumns(masters, file, tipSeal);
  const media = isMedia(file.claimedType) ? (1 as const) : (0 as const);
  return {
    id: file.id,
    position,
    size: file.size,
    wrapped,
    media,
    ...(content satisfies ContentOf<'files'>),
  };
}
