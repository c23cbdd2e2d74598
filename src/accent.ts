type Colour = readonly [red: number, green: number, blue: number];

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];

/** Text and its ground must differ by this (WCAG 2.2, 1.4.3). */
const ENOUGH = 4.5;

/** The grounds that accent text stands on, as in views/style/tokens.css. */
const light = { grounds: [WHITE, parse('#f6f7f9')], paper: WHITE, towards: BLACK } as const;
const dark = {
  grounds: [parse('#16191e'), parse('#0f1115')],
  paper: parse('#16191e'),
  towards: WHITE,
} as const;

/** In the dark a light colour is easier on the eye at more than the least contrast. */
const COMFORTABLE = 7;

/** The default accent has a dark shade that was chosen by eye. */
const CHOSEN: Readonly<Record<string, string>> = { '#0b57d0': '#8ab4f8' };

/**
 * The accent's custom properties, for light and dark: as near to the setting (`#rrggbb`) as text on paper,
 * and text on a button of it, can be read at 4.5:1.
 */
export function accentStyle(accent: string): string {
  const given = parse(accent);
  const inDark = properties(darkShade(accent), dark);
  return `:root{${properties(reach(given, light, ENOUGH), light)}}@media(prefers-color-scheme:dark){:root{${inDark}}}`;
}

/** What text and buttons are drawn in, in each scheme. */
export const shadesOf = (accent: string): { light: string; dark: string } => ({
  light: readableAccent(accent),
  dark: format(darkShade(accent)),
});

function darkShade(accent: string): Colour {
  const chosen = CHOSEN[accent.toLowerCase()];
  return reach(chosen === undefined ? reach(parse(accent), dark, COMFORTABLE) : parse(chosen), dark, ENOUGH);
}

/**
 * The nearest to this colour that can be read as text on every light ground, at 4.5:1: itself where it can. For the dark a lighter
 * shade is made of it, which always can.
 */
export const readableAccent = (accent: string): string => format(reach(parse(accent), light, ENOUGH));

type Scheme = { grounds: readonly Colour[]; paper: Colour; towards: Colour };

function properties(accent: Colour, { paper, towards }: Scheme): string {
  const hover = mix(accent, towards, 0.18);
  const onAccent = contrast(paper, accent) >= ENOUGH ? paper : towards;
  const values = {
    accent,
    'accent-hover': hover,
    'on-accent': onAccent,
    'accent-wash': wash(accent, paper),
  };
  return Object.entries(values)
    .map(([name, colour]) => `--${name}:${format(colour)}`)
    .join(';');
}

/**
 * The accent itself, or the nearest mix with black (in the dark, white) that reads on every ground and on
 * its own wash.
 */
function reach(accent: Colour, { grounds, paper, towards }: Scheme, least: number): Colour {
  for (let step = 0; step < 100; step += 1) {
    const mixed = mix(accent, towards, step / 100);
    if ([...grounds, wash(mixed, paper)].every(ground => contrast(mixed, ground) >= least)) return mixed;
  }
  return towards;
}

/** A breath of the accent on paper. */
const wash = (accent: Colour, paper: Colour) => mix(paper, accent, 0.07);

function parse(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

const format = (colour: Colour) => `#${colour.map(part => part.toString(16).padStart(2, '0')).join('')}`;

function mix(from: Colour, to: Colour, share: number): Colour {
  const part = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

/** The contrast ratio of WCAG 2.2, 1 to 21. */
function contrast(one: Colour, other: Colour): number {
  const [dim, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((bright ?? 0) + 0.05) / ((dim ?? 0) + 0.05);
}

function luminance(colour: Colour): number {
  const linear = (index: 0 | 1 | 2) => {
    const part = colour[index] / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2);
}
