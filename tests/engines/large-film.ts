/** Of 100 kB each, with an empty element behind the pictures: 64 are more than any beginning that a browser asks for. */
const SECONDS = 64;
const CLUSTER = 100_000;

/** A key frame of VP8: 32 × 32, grey. */
const PICTURE = Buffer.from(
  '300200 9d012a 20002000 00470885858885848802020007 9128d960fe6800'.replaceAll(' ', ''),
  'hex',
);

/** A WebM (RFC 9559) of 64 s and 6.4 MB that shows one picture four times a second, with an index to seek by. */
export function largeFilm(): Buffer {
  const ebml = element(
    '1a45dfa3',
    element('4282', Buffer.from('webm')),
    element('4287', uint(2)),
    element('4285', uint(2)),
  );
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(SECONDS * 1000);
  const info = element('1549a966', element('2ad7b1', uint(1_000_000)), element('4489', duration));
  const size = element('e0', element('b0', uint(32)), element('ba', uint(32)));
  const track = [
    element('d7', uint(1)),
    element('73c5', uint(1)),
    element('83', uint(1)),
    element('86', Buffer.from('V_VP8')),
    size,
  ];
  const tracks = element('1654ae6b', element('ae', ...track));
  const clusters = Array.from({ length: SECONDS }, (_, second) => cluster(second));
  // Counted from the segment's first byte; each part is as long whatever stands in it.
  const first = seekHead(0).length + info.length + tracks.length;
  const head = seekHead(first + SECONDS * CLUSTER);
  return Buffer.concat([ebml, element('18538067', head, info, tracks, ...clusters, index(first))]);
}

/** Where the index stands: at the end, as recorders write it. */
const seekHead = (at: number): Buffer =>
  element(
    '114d9b74',
    element('4dbb', element('53ab', Buffer.from('1c53bb6b', 'hex')), element('53ac', uint(at))),
  );

function index(first: number): Buffer {
  const points = Array.from({ length: SECONDS }, (_, second) => {
    const position = element('b7', element('f7', uint(1)), element('f1', uint(first + second * CLUSTER)));
    return element('bb', element('b3', uint(second * 1000)), position);
  });
  return element('1c53bb6b', ...points);
}

function cluster(second: number): Buffer {
  const blocks = [0, 250, 500, 750].map(at =>
    element('a3', Buffer.from([0x81, at >> 8, at & 0xff, 0x80]), PICTURE),
  );
  const filled = [element('e7', uint(second * 1000)), ...blocks];
  const left = CLUSTER - Buffer.concat(filled).length - 2 * element('ec').length - 3;
  return element('1f43b675', ...filled, element('ec', Buffer.alloc(left)));
}

/** An id, the length in four bytes, and what is in it. */
function element(id: string, ...content: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(0x1000_0000 + inside.length);
  return Buffer.concat([Buffer.from(id, 'hex'), length, inside]);
}

function uint(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
