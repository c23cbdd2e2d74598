import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import { Icon } from '../../../parts/icons.tsx';
import { TIP_FORM } from '../form-ids.ts';

type SendProps = { action: string; label: string; isPlain?: boolean; keys?: object };

/** It alone sends anything to the reader, and files with it. */
export const SendAnswer = ({ action, label, isPlain = false, keys }: SendProps) => (
  <button
    class={isPlain ? 'button plain compact' : 'button compact'}
    type="submit"
    form={TIP_FORM}
    formAction={action}
    formEncType="multipart/form-data"
    formNoValidate
    {...keys}
  >
    {label}
  </button>
);

type ReadFirstProps = { words: Words; number: number; back: { back?: string } };

/** Something was said that the writer had not seen: it stands above by now, and what they wrote below, to be sent once it was read. */
export function ReadFirst({ words, number, back }: ReadFirstProps) {
  const { answering } = words.staff;
  return (
    <div class="notice late" role="alert" tabIndex={-1} autofocus>
      <Icon name="alert" size={20} />
      <span>{answering.readFirst}</span>
      <SendAnswer action={staffPaths.answer(number, back)} label={answering.readAndSend} isPlain />
    </div>
  );
}
