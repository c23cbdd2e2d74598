import { exactTime } from '../../i18n/dates.ts';
import { formatSize } from '../../i18n/size.ts';
import type { Lang, Words } from '../../i18n/words.ts';
import type { KeptFile } from '../../tips/tip.ts';
import { shownName } from './file-names.ts';

export type PackedFile = KeptFile & { packedAs: string };

type Packed = {
  number: number;
  receivedAt: number;
  packed: readonly PackedFile[];
  infected: readonly KeptFile[];
};
type Reader = { words: Words; lang: Lang; now: number; timeZone: string };

/**
 * The list that lies with a tip's files. Plain text and not a table: a spreadsheet would take a name such as `=1+1` for
 * a formula. Line ends as Windows wants them, which all others can read.
 */
export function manifestOf({ number, receivedAt, packed, infected }: Packed, reader: Reader): string {
  const { manifest } = reader.words.desk.files;
  const time = (at: number) =>
    `${exactTime(at, reader.lang, reader.timeZone)} (${new Date(at).toISOString()})`;
  const lines = [
    manifest.title(number),
    `${manifest.received}: ${time(receivedAt)}`,
    `${manifest.packed}: ${time(reader.now)}`,
    manifest.hashes,
    ...packed.flatMap(file => ['', file.packedAs, ...factsOf(file, reader)]),
    ...(infected.length === 0 ? [] : ['', '', manifest.leftOut]),
    ...infected.flatMap(file => ['', shownName(file.name), ...factsOf(file, reader)]),
    '',
  ];
  return lines.join('\r\n');
}

function factsOf(file: KeptFile | PackedFile, { words, lang }: Reader): string[] {
  const { manifest, scans, unknownType } = words.desk.files;
  const { inspection, scan } = file;
  const isRenamed = 'packedAs' in file && file.packedAs !== file.name;
  const found = inspection.is === 'waiting' ? manifest.notYet : (inspection.type ?? unknownType);
  const facts: [string, string][] = [
    ...(isRenamed ? [[manifest.originalName, shownName(file.name)] satisfies [string, string]] : []),
    [manifest.size, `${manifest.bytes(file.size)} (${formatSize(file.size, lang)})`],
    ['SHA-256', file.sha256],
    [manifest.found, found],
    [manifest.claimed, shownName(file.claimedType)],
    [manifest.scan, scan.is === 'infected' ? scans.infected(shownName(scan.signature)) : scans[scan.is]],
  ];
  return facts.map(([name, value]) => `  ${name}: ${value}`);
}
