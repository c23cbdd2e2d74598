import type { Words } from '../../../../src/i18n/words.ts';
import { keyed } from '../../../../src/keys.ts';
import { staffPaths } from '../../../../src/paths.ts';
import { Icon } from '../../../parts/icons.tsx';
import type { Answering } from './answering.ts';
import { UndoAnswer } from './tip-said.tsx';

type SentProps = { words: Words; number: number; back: { back?: string }; answering: Answering };

/** That the viewer's answer is about to go, and the way to take it back while it can be. */
export function SentAnswer({ words, number, back, answering }: SentProps) {
  const { sent, undoable } = answering;
  const { answering: labels } = words.staff;
  if (sent === null) return null;
  return (
    <div class="made on-screen undoing" data-left={undoable.get(sent.id) ?? undefined}>
      <div class="notice good" role="status">
        <Icon name="check" size={20} />
        <span>
          {labels.undoable} {sent.hasFiles && labels.undoFiles}
        </span>
        <UndoAnswer
          words={words}
          action={staffPaths.undoAnswer(number, sent.id, back)}
          keys={keyed('undo')}
        />
      </div>
    </div>
  );
}
