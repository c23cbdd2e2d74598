/** Where a key works. */
export const KEY_PLACES = ['anywhere', 'list', 'tip'] as const;

type Key = {
  place: (typeof KEY_PLACES)[number];
  /** As the browser calls them, one after another: `g n` is G, and then N. */
  keys: string;
};

/**
 * The keys of the desk. Each presses a link or button, or goes to a field, that the page shows and that says so by `keyed`;
 * those of the list alone, which go from row to row, do nothing else.
 */
export const KEYS = {
  search: { place: 'list', keys: '/' },
  toList: { place: 'anywhere', keys: 'g n' },
  toMine: { place: 'list', keys: 'g m' },
  toUnassigned: { place: 'list', keys: 'g u' },
  call: { place: 'anywhere', keys: 'c' },
  help: { place: 'anywhere', keys: '?' },
  undo: { place: 'anywhere', keys: 'z' },
  down: { place: 'list', keys: 'j' },
  up: { place: 'list', keys: 'k' },
  open: { place: 'list', keys: 'Enter' },
  filter: { place: 'list', keys: 'f' },
  fresh: { place: 'list', keys: '.' },
  tick: { place: 'list', keys: 'x' },
  tickTo: { place: 'list', keys: 'X' },
  takeMany: { place: 'list', keys: 'i' },
  assignMany: { place: 'list', keys: 'a' },
  tagMany: { place: 'list', keys: 't' },
  closeMany: { place: 'list', keys: 'e' },
  spam: { place: 'list', keys: '!' },
  chooseNone: { place: 'list', keys: 'Escape' },
  assignToMe: { place: 'tip', keys: 'i' },
  assign: { place: 'tip', keys: 'a' },
  close: { place: 'tip', keys: 'e' },
  remind: { place: 'tip', keys: 'd' },
  answer: { place: 'tip', keys: 'r' },
  note: { place: 'tip', keys: 'n' },
  tag: { place: 'tip', keys: 't' },
  /** While one types, in the field whose button says so. */
  send: { place: 'tip', keys: 'Ctrl+Enter' },
  nextTip: { place: 'tip', keys: 'j' },
  previousTip: { place: 'tip', keys: 'k' },
} as const satisfies Readonly<Record<string, Key>>;

export type KeyName = keyof typeof KEYS;

/** What is written on the keys that are pressed, one after another or together: `X` is Shift and X. */
export const capsOf = (name: KeyName): readonly string[] =>
  KEYS[name].keys.split(/[ +]/).flatMap(key => {
    if (key === 'Escape') return ['Esc'];
    return /^[A-Z]$/.test(key) ? ['Shift', key] : [key.length === 1 ? key.toUpperCase() : key];
  });

/** By which what stands on a page says its key. */
export const keyed = (name: KeyName) => ({ 'data-key': KEYS[name].keys });
