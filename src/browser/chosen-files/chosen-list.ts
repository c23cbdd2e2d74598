import type { Lang } from '../../i18n/lang.ts';
import { element } from '../dom.ts';
import type { FormLimits, FormWords } from '../page-data.ts';

/** How “Send” waits for the files. */
export type Wait = {
  /** The reader would rather not. */
  signal: AbortSignal;
  /** What has made it wait once more, in words; empty at first. */
  lost: string;
};

type Named = { name: string; size: number };

/** `file` is null after a reload: the page has lost it. */
export type TakenOut = { name: string; file: File | null };

/** The files of the form, in whichever way they travel: in its body, or ahead of it. */
export type ChosenList = {
  /** In their order; sizes in bytes. */
  listed(): readonly Named[];
  /** What is there already is not added. */
  add(files: readonly File[]): void;
  /** Here and at the server; gives them back. */
  takeOut(which: (file: Named) => boolean): readonly TakenOut[];
  /** A reload would lose them without a word. */
  anyUnkept(): boolean;
  /** Something goes on by itself. */
  anyUnderWay(): boolean;
  /** Resolves with true once the form can be sent with all of them, with false when the reader stops waiting. */
  ready(wait: Wait): Promise<boolean>;
  putInto(body: FormData): void;
  /** After a refusal: why it may have been, in words; null when nothing is wrong with the files. */
  whatIsLost(): Promise<string | null>;
  /** The tip has arrived: nothing is kept. */
  end(): void;
};

/** The same as the rest of the form sees them. */
export type ChosenFiles = Omit<ChosenList, 'listed' | 'add' | 'takeOut'> & {
  any(): boolean;
  /** Why they cannot be sent as they are, in words; empty when they can. */
  fault(): string;
  /** A sending has ended without success. */
  release(): void;
};

export type ChosenListSetup = {
  lang: Lang;
  words: FormWords;
  limits: FormLimits;
  /** After a file came or went. */
  onList: () => void;
  announce: (text: string) => void;
  /** The server is to drop what it has there. */
  removeAtServer: (url: string) => void;
  /** Place and device were taken out of it in the browser. */
  isCleaned: (file: Named) => boolean;
};

/** In bytes. */
export const totalSize = (files: readonly { size: number }[]) =>
  files.reduce((sum, { size }) => sum + size, 0);

/** The focus must not fall off the page with the row that went: it goes to the next one, or back to the button. */
export function focusRow(place: number): void {
  const rows = element('chosen', HTMLUListElement).children;
  const removing = rows[Math.min(place, rows.length - 1)]?.querySelector<HTMLElement>('button:last-of-type');
  (removing ?? element('files', HTMLInputElement)).focus();
}
