import type { Fact, TipSheet } from './tip-sheet.ts';

/** The text part of a tip's mail. The message comes last, so that no line of it can pass for one of the facts. */
export function tipText(sheet: TipSheet): string {
  const { message, files, link } = sheet;
  const fileLines =
    files?.list.map(file => `- ${file.name}\n  ${file.about}\n  SHA-256 ${file.sha256}`) ?? [];
  return [
    `${sheet.number} ${sheet.headline}\n${textOf(sheet.received)}`,
    `${link.label}: ${link.url}\n${sheet.answer}`,
    sheet.facts.map(textOf).join('\n'),
    ...(files === null ? [] : [`${files.label}:\n${fileLines.join('\n')}`]),
    `${message.label}:\n\n${message.text}`,
    `-- \n${sheet.foot}\n`,
  ].join('\n\n');
}

const textOf = ({ label, lines }: Fact) =>
  lines.length === 1 ? `${label}: ${lines[0]}` : [`${label}:`, ...lines.map(line => `  ${line}`)].join('\n');
