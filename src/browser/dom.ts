/** The element that the page was made with. @throws when page and script are not of one build. */
export function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`no #${id}`);
}

/** A new element, not yet on the page. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  rest: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] => Object.assign(document.createElement(tag), { className }, rest);

/** Puts values into a sentence: `{name}` and the like. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** Shows a sentence, or hides its place when there is none. */
export function say(place: HTMLElement, sentence: string): void {
  place.textContent = sentence;
  place.hidden = sentence === '';
}
