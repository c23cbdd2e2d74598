/**
 * NFC. Composing takes time by the square of a run of marks: one hostile letter with 100,000 of them would stop the desk for
 * minutes. No language stacks more than 30 (UAX #15, Stream-Safe Text); a run of over 200 is kept as it came.
 */
export const composed = (text: string): string =>
  text.length <= 200 ? text.normalize('NFC') : composedInParts(text);

const composedInParts = (text: string): string =>
  text
    .split(/(\p{M}{201,})/u)
    .map((part, index) => (index % 2 === 0 ? part.normalize('NFC') : part))
    .join('');
