/** A file, or what is kept beside it, is not what was sealed for this place: changed, cut, or its key is gone. */
export class Unopened extends Error {
  override name = 'Unopened';
  readonly file: string;

  constructor(file: string, options?: ErrorOptions) {
    super('a file cannot be opened: it is damaged, or its key is not here', options);
    this.file = file;
  }
}

/** For `catch`: what does not open is null then, and heard of. */
export const nullIfUnopened = (onUnopened?: (error: Unopened) => void) => (error: unknown) => {
  if (!(error instanceof Unopened)) throw error;
  onUnopened?.(error);
  return null;
};
