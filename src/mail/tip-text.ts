import type { FileLines } from './file-lines.ts';
import type { Fact, TipSheet } from './tip-sheet.ts';

/** The text part of a tip's mail. The message comes last, so that no line of it can pass for one of the facts. */
export function tipText(sheet: TipSheet): string {
  const { message, files, link } = sheet;
  return [
    `${sheet.number} ${sheet.headline}\n${textOf(sheet.received)}`,
    `${link.label}: ${link.url}\n${sheet.answer}`,
    sheet.facts.map(textOf).join('\n'),
    ...(files === null ? [] : [`${files.label}:\n${files.list.map(fileText).join('\n')}`]),
    `${message.label}:\n\n${message.text}`,
    `-- \n${sheet.foot}\n`,
  ].join('\n\n');
}

const textOf = ({ label, lines }: Fact) =>
  lines.length === 1 ? `${label}: ${lines[0]}` : [`${label}:`, ...lines.map(line => `  ${line}`)].join('\n');

const fileText = ({ name, about, warning, sha256 }: FileLines) =>
  [`- ${name}`, ...about, ...(warning === null ? [] : [warning]), `SHA-256 ${sha256}`].join('\n  ');
