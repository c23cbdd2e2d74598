import { cleanFileName, cleanFileType } from '../../../tips/intake/file-name.ts';

type Named = { name: string; claimedType: string };

/** `Upload-Metadata`: pairs of a key and a value in base64, with commas between. Of these, `filename` and `filetype` are read. */
export function readMetadata(header: string): Named {
  const pairs = new Map(
    header.split(',').map(pair => {
      const [key = '', value = ''] = pair.trim().split(' ');
      return [key, Buffer.from(value, 'base64').toString('utf8')];
    }),
  );
  return {
    name: cleanFileName(pairs.get('filename') ?? ''),
    claimedType: cleanFileType(pairs.get('filetype') ?? ''),
  };
}

export function writeMetadata({ name, claimedType }: Named): string {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  return `filename ${encoded(name)},filetype ${encoded(claimedType)}`;
}
