/** Enter puts on what was typed, as it does wherever tags are typed; the page's one form knows no line that Enter sends. */
export function startTags(): void {
  const field = document.querySelector<HTMLInputElement>('.add-tag input');
  field?.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || field.value.trim() === '') return;
    event.preventDefault();
    document.querySelector<HTMLButtonElement>('.add-tag button')?.click();
  });
}
