type OnFiles = (files: readonly File[]) => void;

/** Files are chosen by the button, by dropping them anywhere on the page, or by pasting. */
export function startChoosing(input: HTMLInputElement, onFiles: OnFiles): void {
  const take = (files: FileList | null | undefined) => {
    const taken = [...(files ?? [])];
    if (taken.length > 0) onFiles(taken);
  };
  input.addEventListener('change', () => {
    take(input.files);
    // So that the same file can be chosen again after it was taken out.
    input.value = '';
  });
  startDropping(input, take);
  document.addEventListener('paste', event => {
    const { clipboardData, target } = event;
    // A picture may travel along with copied text: where text can be written, the text is what is meant.
    const isText = clipboardData?.types.includes('text/plain') && isWriting(target);
    if (isText || clipboardData?.files.length === 0) return;
    event.preventDefault();
    take(clipboardData?.files);
  });
}

/** The input lies over the whole zone and takes a drop by itself; beside it, a browser would leave the page for the file. */
function startDropping(input: HTMLInputElement, take: (files: FileList | undefined) => void): void {
  const zone = input.parentElement;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  addEventListener('dragover', event => {
    if (event.target !== input && hasFiles(event)) event.preventDefault();
  });
  addEventListener('drop', event => {
    if (event.target === input || !hasFiles(event)) return;
    event.preventDefault();
    take(event.dataTransfer?.files);
  });
  for (const name of ['dragenter', 'dragleave', 'drop']) {
    zone?.addEventListener(name, () => zone.classList.toggle('over', name === 'dragenter'));
  }
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text');
