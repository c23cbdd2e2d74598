import { element, say } from '../dom.ts';

/** What the panel under “Send” tells: what it waits for and, from 0 to 100, how far that is; null: nobody can tell. */
export function drawPanel(what: string, percent: number | null, detail = ''): void {
  const bar = element('progress', HTMLProgressElement);
  bar.hidden = percent === null;
  bar.value = percent ?? 0;
  write(element('sending-what', HTMLElement), what);
  write(element('percent', HTMLElement), detail);
}

/** Writing what stands there already would be selected anew, each second. */
function write(place: HTMLElement, sentence: string): void {
  if (place.textContent !== sentence || place.hidden !== (sentence === '')) say(place, sentence);
}
