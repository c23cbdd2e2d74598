import type { Attachment, Letter } from './letter.ts';

/** Bytes of the headers of a mail, and of one of its parts, without what is counted by itself. */
const HEADERS = 2_000;
const PART = 400;
/** A name is written in two headers, each byte of it as `%EA` or `=EA`, between marks. */
const BYTE_OF_NAME = 8;
const BYTE_OF_SUBJECT = 4;

/** Bytes of a mail on its way, and a little more: base64 makes four of three, and breaks each 76 of them. */
export const sizeOf = ({ subject, text, html, attachments }: Letter): number =>
  HEADERS +
  Buffer.byteLength(subject) * BYTE_OF_SUBJECT +
  [text, html].reduce((sum, part) => sum + PART + encoded(Buffer.byteLength(part) + countLines(part)), 0) +
  attachments.reduce((sum, attachment) => sum + sizeOfPart(attachment), 0);

const sizeOfPart = ({ name, size }: Attachment) =>
  PART + Buffer.byteLength(name) * BYTE_OF_NAME + encoded(size);

/** RFC 2045, 6.8. */
function encoded(bytes: number): number {
  const letters = Math.ceil(bytes / 3) * 4;
  return letters + Math.ceil(letters / 76) * 2;
}

/** Each goes as two bytes. */
const countLines = (text: string) => text.split('\n').length;
