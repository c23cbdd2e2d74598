/** A sandbox that does not keep to what was agreed; the file's type says in which way. */
const thumbnail = {
  is: 'piece',
  of: 'thumbnail',
  type: 'image/webp',
  bytes: new Uint8Array(3),
  isLast: true,
};
const conversations: Readonly<Record<string, readonly object[]>> = {
  nonsense: [{ is: 'nonsense' }],
  'too much at once': [{ ...thumbnail, bytes: new Uint8Array(2 * 1024 * 1024) }],
  'a second thumbnail': [thumbnail, thumbnail],
  'a copy in the middle of a thumbnail': [
    { ...thumbnail, isLast: false },
    { ...thumbnail, of: 'copy' },
  ],
};

let left: readonly object[] = [];
process.on('message', (words: { is: string; claimedType?: string }) => {
  if (words.is === 'file') {
    left = conversations[words.claimedType ?? ''] ?? [];
    process.send?.({ is: 'facts', type: 'image/png', details: {}, shortfall: null });
  }
  const [next, ...rest] = left;
  left = rest;
  if (next !== undefined) process.send?.(next);
});
process.send?.({ is: 'ready' });
