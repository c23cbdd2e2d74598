import type { VNode } from 'preact';
import type { Words } from '../../src/i18n/words.ts';
import type { Turn } from '../../src/tips/turns.ts';

/** A full square, one with a stroke in it, an hourglass: told apart without colour, from states too, and beside the word. */
const shapes: Readonly<Record<Turn, VNode>> = {
  replied: <rect class="full" x="2" y="2" width="12" height="12" rx="2.5" />,
  unanswered: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2.5" />
      <path d="M8 5v3.5M8 11h.01" />
    </>
  ),
  waiting: <path d="M4 2h8M4 14h8M5 2c0 4 6 8 6 12M11 2c0 4-6 8-6 12" />,
};

export const TurnMark = ({ turn, words }: { turn: Turn; words: Words }) => (
  <span class={`state ${turn}`}>
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {shapes[turn]}
    </svg>
    {words.staff.turns[turn]}
  </span>
);
