const SVG = 'http://www.w3.org/2000/svg';

/** Of the family in views/parts/icons.tsx, for what has no preview. */
const drawings = {
  image:
    'M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM3.5 17l5-5 4 4 3-3 5 4.5M15.5 9.6v.1',
  video: 'M4 6h11a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1ZM16 11l5-3v8l-5-3',
  audio:
    'M9 17.5V6l10-2v11.5M9 17.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM19 15.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z',
  file: 'M6 3h8l5 5v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM14 3v5h5',
} as const;

export function iconOf(type: string): SVGSVGElement {
  const kind = type.split('/')[0];
  const icon = document.createElementNS(SVG, 'svg');
  for (const [name, value] of [
    ['viewBox', '0 0 24 24'],
    ['class', 'icon'],
    ['aria-hidden', 'true'],
  ] as const)
    icon.setAttribute(name, value);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute(
    'd',
    kind === 'image' || kind === 'video' || kind === 'audio' ? drawings[kind] : drawings.file,
  );
  icon.append(path);
  return icon;
}
