/**
 * What is used though not all of the oldest browsers know it, and why that is right: what goes on without it. Their names are as the check
 * tells them; one that stands for a property stands for its values, too. What is used no more is to be taken out.
 */
export const ALLOWED: Readonly<Record<string, string>> = {
  'text-wrap': 'where a line breaks is for the eye alone',
  resize: 'a phone has no corner to pull, and the field scrolls',
  cursor: 'a finger has none',
  'field-sizing': 'a field that does not grow has its rows, and scrolls',
  ':has': 'under `@supports not selector(:has(*))` stands another way',
  '@media (forced-colors)': 'a browser without such colours is in no need of the rule',
  'forced-color-adjust': 'the same',
  '@media (scripting)': 'some room stays empty',
  '@page': 'a sheet of paper has the printer’s own margins',
  'break-after': 'a heading may be the last line of a sheet',
  '::details-content': 'what is folded is unfolded before the printing by the script',
  'content-visibility': 'the same',
  keepalive: 'a removal may be lost with the page: what is left is swept by the desk',
  webkitGetAsEntry: 'nobody drops a folder on a phone',
  playsInline: 'Firefox always plays in place',
  authenticatorAttachment:
    'how a passkey is held is sent along where it is known, and the desk does not look at it',
  locale: 'a word of our own dictionaries, not of a browser’s',
  'scrollbar-width': 'where it is not known, a bar is as wide as elsewhere',
};
