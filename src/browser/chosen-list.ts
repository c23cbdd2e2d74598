import type { Lang } from '../i18n/lang.ts';
import type { FormLimits, FormWords } from './form-data.ts';

/** How “Send” waits for the files. */
export type Wait = {
  /** The reader would rather not. */
  signal: AbortSignal;
  /** What has made it wait once more, in words; empty at first. */
  lost: string;
};

/** The files of the form, in whichever way they travel: in its body, or ahead of it. */
export type ChosenList = {
  /** In their order; sizes in bytes. */
  listed(): readonly { name: string; size: number }[];
  /** What is there already is not added. */
  add(files: readonly File[]): void;
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

export type ChosenListSetup = {
  lang: Lang;
  words: FormWords;
  limits: FormLimits;
  /** After a file came or went. */
  onList: () => void;
  announce: (text: string) => void;
  /** The server is to drop what it has there. */
  removeAtServer: (url: string) => void;
};
