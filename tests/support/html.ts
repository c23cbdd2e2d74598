import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // preact writes `<input/>`, which HTML reads as `<input>`.
    'void-style': 'off',
    'doctype-style': 'off',
    // A label that wraps its field names it by id as well, for software that knows only that way.
    'no-redundant-for': 'off',
    // Boxes of one question share its name: `reply_by` may be sent many times.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    // A phone number is shown just as the newsroom writes it.
    'tel-non-breaking': 'off',
  },
});

/** What is wrong with a page's HTML, one line each; empty when it is valid. */
export async function htmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ line, ruleId, message, selector }) => `line ${line}, ${ruleId}: ${message} (${selector})`,
    ),
  );
}
