import { clean } from '../../tips/text.ts';

type Named = { name: string; claimedType: string };

const NAME_LIMIT = 1_000;
const TYPE_LIMIT = 200;

/** `Upload-Metadata`: pairs of a key and a value in base64, with commas between. Of these, `filename` and `filetype` are read. */
export function readMetadata(header: string): Named {
  const pairs = new Map(
    header.split(',').map(pair => {
      const [key = '', value = ''] = pair.trim().split(' ');
      return [key, clean(Buffer.from(value, 'base64').toString('utf8'))];
    }),
  );
  return {
    name: (pairs.get('filename') || 'file').slice(0, NAME_LIMIT).toWellFormed(),
    claimedType: (pairs.get('filetype') || 'application/octet-stream').slice(0, TYPE_LIMIT).toWellFormed(),
  };
}

export function writeMetadata({ name, claimedType }: Named): string {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  return `filename ${encoded(name)},filetype ${encoded(claimedType)}`;
}
