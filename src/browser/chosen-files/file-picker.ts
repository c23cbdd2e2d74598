import { element } from '../dom.ts';

/** `folders` by their names: a browser hands them over as files that nobody can read. */
type OnFiles = (files: readonly File[], folders: readonly string[]) => void;

/** Files are chosen by the button, by dropping them anywhere on the page, or by pasting. */
export function startFilePicker(input: HTMLInputElement, onFiles: OnFiles): void {
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again after it was taken out.
    input.value = '';
    if (files.length > 0) onFiles(files, []);
  });
  const bring = (data: DataTransfer | null) => {
    // The form is on its way.
    const isFrozen = input.closest('[inert]') !== null;
    if (data === null || isFrozen) return;
    const { files, folders } = contentsOf(data);
    if (files.length + folders.length > 0) onFiles(files, folders);
  };
  startDropping(input, bring);
  document.addEventListener('paste', event => {
    const { clipboardData, target } = event;
    // A picture may travel along with copied text: where text can be written, the text is what is meant.
    const isText = clipboardData?.types.includes('text/plain') && isWriting(target);
    if (isText || clipboardData?.files.length === 0) return;
    event.preventDefault();
    bring(clipboardData);
  });
}

/** Opens the browser's own choice of files. */
export const openFilePicker = () => element('files', HTMLInputElement).click();

function contentsOf({ items }: DataTransfer): { files: File[]; folders: string[] } {
  const files: File[] = [];
  const folders: string[] = [];
  for (const item of items) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory === true) folders.push(entry.name);
    else if (file !== null) files.push(file);
  }
  return { files, folders };
}

/** Taken by the page everywhere, on the input too: that would take a folder for a file, and beside it a browser would leave. */
function startDropping(input: HTMLInputElement, bring: (data: DataTransfer | null) => void): void {
  const zone = input.parentElement;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  addEventListener('dragover', event => {
    if (hasFiles(event)) event.preventDefault();
  });
  addEventListener('drop', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    bring(event.dataTransfer);
  });
  for (const name of ['dragenter', 'dragleave', 'drop']) {
    zone?.addEventListener(name, () => zone.classList.toggle('over', name === 'dragenter'));
  }
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text');
