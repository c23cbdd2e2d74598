import { exactTime } from '../../../i18n/dates.ts';
import { formatSize } from '../../../i18n/size.ts';
import type { Lang, Words } from '../../../i18n/words.ts';
import type { KeptFile } from '../../../tips/tip.ts';
import { nameOf } from '../../../unknown.ts';
import { shownName } from '../../http/files/file-names.ts';

type PackedFile = KeptFile & { packedAs: string };

type Packed = {
  number: number;
  receivedAt: number;
  packed: readonly PackedFile[];
  infected: readonly KeptFile[];
  /** Of these nothing is known but how large they are. */
  unopened: readonly KeptFile[];
};
type Reader = { words: Words; lang: Lang; now: number; timeZone: string };

/**
 * The list that lies with a tip's files. Plain text and not a table: a spreadsheet would take a name such as `=1+1` for
 * a formula. Line ends as Windows wants them, which all others can read.
 */
export function manifestOf(files: Packed, reader: Reader): string {
  const { number, receivedAt, packed, infected, unopened } = files;
  const { manifest } = reader.words.staff.files;
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
    ...(unopened.length === 0 ? [] : ['', '', manifest.unopened]),
    ...unopened.flatMap(({ id, size }) => ['', id, `  ${manifest.size}: ${manifest.bytes(size)}`]),
    '',
  ];
  return lines.join('\r\n');
}

function factsOf(file: KeptFile | PackedFile, { words, lang }: Reader): string[] {
  const { manifest, scans, unknownType } = words.staff.files;
  const { inspection, scan } = file;
  const isRenamed = 'packedAs' in file && file.packedAs !== file.name;
  const found = {
    waiting: manifest.notYet,
    unopened: words.staff.missing.text,
    done: (inspection.is === 'done' ? inspection.type : null) ?? unknownType,
  }[inspection.is];
  const scanned =
    scan.is === 'infected'
      ? scans.infected(scan.signature && shownName(scan.signature))
      : shownName(nameOf(scans, scan.is, words.unknown));
  const facts: [string, string][] = [
    ...(isRenamed ? [[manifest.originalName, shownName(file.name)] satisfies [string, string]] : []),
    [manifest.size, `${manifest.bytes(file.size)} (${formatSize(file.size, lang)})`],
    ['SHA-256', file.sha256],
    [manifest.found, found],
    [manifest.claimed, shownName(file.claimedType)],
    [manifest.scan, scanned],
    ...(file.disturbing ? [[manifest.disturbing, manifest.marked] satisfies [string, string]] : []),
  ];
  return facts.map(([name, value]) => `  ${name}: ${value}`);
}
