import type { VNode } from 'preact';
import type { Words } from '../../src/i18n/words.ts';
import type { StateName } from '../../src/tips/states.ts';
import type { OrUnknown } from '../../src/unknown.ts';
import { Name } from './name.tsx';

/** A full diamond, a half circle, a ticked circle: told apart without colour and beside the word. */
const shapes: Readonly<Record<StateName, VNode>> = {
  new: <path class="full" d="M8 1.5 14.5 8 8 14.5 1.5 8Z" />,
  open: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path class="full" d="M8 2a6 6 0 0 1 0 12Z" />
    </>
  ),
  closed: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.3 8.2 1.9 1.9 3.6-4" />
    </>
  ),
};

export function StateMark({ state, words }: { state: OrUnknown<StateName>; words: Words }) {
  return (
    <span class={typeof state === 'string' ? `state ${state}` : 'state'}>
      {typeof state === 'string' && (
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          {shapes[state]}
        </svg>
      )}
      <Name words={words} names={words.staff.states} word={state} />
    </span>
  );
}
