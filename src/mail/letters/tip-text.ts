import type { FileLines } from './files/file-lines.ts';
import type { Fact } from './tip-facts.ts';
import type { TipSheet } from './tip-sheet.ts';

/** The text part of a tip's mail, in the order of its HTML. */
export function tipText(sheet: TipSheet): string {
  const { message, files, link, permission } = sheet;
  return [
    `${sheet.number} ${sheet.headline}\n${textOf(sheet.received)}`,
    sheet.lead.map(textOf).join('\n'),
    `${link.label}: ${link.url}`,
    `${message.label}:\n\n${asWritten(message.text, labelsOf(sheet))}`,
    ...(message.rest === null ? [] : [message.rest]),
    [...(permission === null ? [] : [textOf(permission)]), sheet.answer].join('\n'),
    sheet.facts.map(textOf).join('\n'),
    ...(files === null ? [] : [filesText(files), `${HASHES}:\n${files.list.map(hashText).join('\n')}`]),
    `-- \n${sheet.foot}\n`,
  ].join('\n\n');
}

const HASHES = 'SHA-256';

/** All that begins a line of ours below the message. */
const labelsOf = ({ permission, facts, files, answer }: TipSheet) => [
  answer,
  ...(permission === null ? [] : [permission.label]),
  ...facts.map(({ label }) => label),
  ...(files === null ? [] : [files.label, HASHES]),
];

/** After whatever one program or another takes for the end of a line. */
const LINE_ENDS = /(?<=[\n\v\f\r\u0085\u2028\u2029])/u;

/** A line of the message that could pass for one of ours, or for the signature behind which programs hide all else, is marked. */
export function asWritten(message: string, labels: readonly string[]): string {
  return message.split(LINE_ENDS).map(mark).join('');

  function mark(line: string) {
    const seen = line
      .normalize('NFKC')
      .replace(/[\p{Cf}\p{Cc}]+/gu, '')
      .trim();
    return seen === '--' || labels.some(label => seen.startsWith(label)) ? `> ${line}` : line;
  }
}

const textOf = ({ label, lines }: Fact) =>
  lines.length === 1 ? `${label}: ${lines[0]}` : [`${label}:`, ...lines.map(line => `  ${line}`)].join('\n');

const filesText = ({ label, list, rest }: NonNullable<TipSheet['files']>) =>
  [`${label}:`, ...list.map(fileText), ...(rest === null ? [] : [rest])].join('\n');

const fileText = ({ name, about, warning }: FileLines) =>
  [`- ${name}`, ...about, ...(warning === null ? [] : [warning])].join('\n  ');

/** As `sha256sum` writes it, and `sha256sum -c` reads it. */
const hashText = ({ name, sha256 }: FileLines) => `${sha256}  ${name}`;
