import { chacha20 } from './chacha20.ts';

type SessionValue<T> = {
  /** Null where nothing is kept. Only these scripts write there, so what is read has its shape. */
  read(): T | null;
  /** Null takes it out. */
  write(value: T | null): void;
  /** That nothing is kept, and not that nothing can be. */
  isGone(): boolean;
};

/** What all keys of these scripts begin with. */
const OURS = 'jebo-';

/** Begins what is sealed, and no JSON. */
const SEALED = '~';

/** In bytes. */
const KEY = 32;
const NONCE = 12;

/** A cookie with the key. */
const COOKIE = 'jebo-key';
const KEPT = new RegExp(`(?:^|; )${COOKIE}=([0-9a-f]{64})(?:;|$)`);

/**
 * In `sessionStorage`, so that it outlives a reload and ends with the tab. Browsers write that to the disk and leave it there
 * for a while, so it is encrypted under a key in a cookie without a date, which ends with the browser and stays in memory (not
 * in the tab's name: the next site could read it). Storage may be switched off or full: then a reload loses the value, and
 * nothing else.
 */
export const sessionValue = <T>(name: string): SessionValue<T> => {
  const place = OURS + name;
  return {
    read: () =>
      keepsNothing() ? null : (attempt(() => JSON.parse(open(sessionStorage.getItem(place) ?? ''))) ?? null),
    write: value =>
      attempt(() => {
        if (keepsNothing()) return;
        if (value === null) sessionStorage.removeItem(place);
        else if (!isForgotten()) sessionStorage.setItem(place, seal(JSON.stringify(value)));
        if (ourPlaces().length === 0) forgetKey();
      }),
    isGone: () => attempt(() => sessionStorage.getItem(place) === null) ?? false,
  };
};

/** Where it cannot, the browser's own memory of fields is better than none. */
export const canKeep = () => attempt(() => sessionStorage.length >= 0 && navigator.cookieEnabled) ?? false;

/** Takes out all that is kept. What the disk still has, nobody can read. */
export function clearSession(): void {
  forgetKey();
  attempt(() => {
    for (const place of ourPlaces()) sessionStorage.removeItem(place);
  });
}

/** The same, and keeps nothing more while this page is open. */
export function forgetSession(): void {
  // On the page, as the code of the uploads has this module for itself.
  document.documentElement.dataset['forgotten'] = '';
  clearSession();
}

/** While this page is open it keeps nothing, and leaves what others of the tab have kept as it is. */
export const keepNothing = (): void => {
  document.documentElement.dataset['keepsNothing'] = '';
};

const keepsNothing = () => 'keepsNothing' in document.documentElement.dataset;

export const isForgotten = () => 'forgotten' in document.documentElement.dataset;

const ourPlaces = () => Object.keys(sessionStorage).filter(place => place.startsWith(OURS));

function seal(text: string): string {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = chacha20(keptKey() ?? makeKey(), nonce, new TextEncoder().encode(text));
  return SEALED + asText(nonce) + asText(sealed);
}

/** What an older version kept in the clear is read, too. @throws where the key is gone. */
function open(kept: string): string {
  if (!kept.startsWith(SEALED)) return kept;
  const key = keptKey();
  if (key === null) throw new Error('the key is gone');
  const bytes = asBytes(kept.slice(SEALED.length));
  return new TextDecoder().decode(chacha20(key, bytes.slice(0, NONCE), bytes.slice(NONCE)));
}

function keptKey(): Uint8Array | null {
  const [, hex] = KEPT.exec(document.cookie) ?? [];
  return hex === undefined
    ? null
    : Uint8Array.from(hex.match(/../g) ?? [], byte => Number.parseInt(byte, 16));
}

function makeKey(): Uint8Array {
  const key = crypto.getRandomValues(new Uint8Array(KEY));
  writeCookie(Array.from(key, byte => byte.toString(16).padStart(2, '0')).join(''));
  // Where no cookie is kept nothing else may be, as nobody could read it again.
  return keptKey() ?? never();
}

function never(): never {
  throw new Error('no cookie is kept');
}

/** Until the browser is closed, or for so many seconds. */
function writeCookie(value: string, lasts?: number): void {
  const age = lasts === undefined ? '' : `; Max-Age=${lasts}`;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the newer interface answers later, and is not in every browser.
  document.cookie = `${COOKIE}=${value}; Path=/; SameSite=Strict${secure}${age}`;
}

function forgetKey(): void {
  if (keptKey() !== null) writeCookie('', 0);
}

/** A letter a byte; in pieces, as no function takes a hundred thousand arguments. */
function asText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4_096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4_096));
  return text;
}

const asBytes = (text: string) => Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
