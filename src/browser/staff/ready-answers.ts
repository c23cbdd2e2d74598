/** Puts the ready answer that is chosen where its writer types, without a new page. Where that fails, the button does it as it does without script. */
export function startReadyAnswers(): void {
  const button = document.querySelector<HTMLButtonElement>('button[data-inserts]');
  const field = document.getElementById(button?.dataset['inserts'] ?? '');
  if (button === null || !(field instanceof HTMLTextAreaElement)) return;
  let isPlain = false;
  let isUnderWay = false;
  button.addEventListener('click', event => {
    if (isPlain) return;
    event.preventDefault();
    if (isUnderWay) return;
    isUnderWay = true;
    void load(button).then(text => {
      isUnderWay = false;
      if (text !== null) return insert(field, text);
      isPlain = true;
      button.click();
    });
  });
}

/** Null: it could not be had. */
async function load({ form, formAction }: HTMLButtonElement): Promise<string | null> {
  const fields = new URLSearchParams();
  for (const name of ['ready', 'writer']) {
    const chosen = form?.elements.namedItem(name);
    if (chosen instanceof HTMLSelectElement || chosen instanceof HTMLInputElement)
      fields.append(name, chosen.value);
  }
  try {
    const headers = { Accept: 'application/json' };
    const answer = await fetch(formAction, { method: 'POST', headers, body: fields });
    if (!answer.ok) return null;
    const { text }: { text: string } = await answer.json();
    return text;
  } catch {
    return null;
  }
}

/** In place of what is marked, and on lines of its own; what is typed next stands behind it. */
function insert(field: HTMLTextAreaElement, text: string): void {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const [before, after] = [value.slice(0, start), value.slice(end)];
  const head = before === '' || before.endsWith('\n') ? '' : '\n';
  const tail = after === '' || after.startsWith('\n') ? '' : '\n';
  field.setRangeText(`${head}${text}${tail}`, start, end, 'end');
  field.focus();
  // As typed: it is kept as a draft.
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
