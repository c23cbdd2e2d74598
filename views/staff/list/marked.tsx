/** A text in pieces, of which those are marked that a search found it by. */
export type Mark = (text: string) => readonly { text: string; isMarked: boolean }[];

/** A text in which stands out what was searched for. */
export function Marked({ text, mark }: { text: string; mark: Mark | null }) {
  if (mark === null) return <>{text}</>;
  return mark(text).map(piece => (piece.isMarked ? <mark>{piece.text}</mark> : piece.text));
}
