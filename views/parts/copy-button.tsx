import type { ComponentChildren } from 'preact';

type CopyButtonProps = {
  text: string;
  words: { copied: string; notCopied: string };
  class: string;
  /** The label stands in a `<span>`, whose words change for a moment. */
  children: ComponentChildren;
};

/** Puts a text on the clipboard; it shows only where a script can do so. */
export const CopyButton = ({ text, words, children, ...button }: CopyButtonProps) => (
  <>
    <button
      type="button"
      class={`${button.class} with-script`}
      data-copy={text}
      data-copied={words.copied}
      data-not-copied={words.notCopied}
    >
      {children}
    </button>
    <span class="unseen" role="status" />
  </>
);
