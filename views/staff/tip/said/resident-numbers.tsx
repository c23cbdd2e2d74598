import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { TipFolder } from '../../../../src/tips/folder.ts';
import { Icon } from '../../../parts/icons.tsx';
import { TIP_FORM } from '../form-ids.ts';

type ResidentNumbersProps = { words: Words; folder: TipFolder; back: { back?: string } };

/** That numbers are masked, with the press that shows them; and the way back. */
export function ResidentNumbers({
  words,
  folder: { tip, contacts, residentNumbers },
  back,
}: ResidentNumbersProps) {
  const { tip: labels } = words.staff;
  if (residentNumbers === 'none') return null;
  if (residentNumbers === 'shown') {
    return (
      <p class="notice" role="status">
        <Icon name="alert" size={20} />
        <span>{labels.residentShown}</span>
        <a class="button plain compact" href={staffPaths.tip(tip.number, back)}>
          {labels.residentHide}
        </a>
      </p>
    );
  }
  return (
    <div class="notice">
      <Icon name="alert" size={20} />
      <p>{labels.residentMasked}</p>
      <button
        class="button plain compact"
        type="submit"
        form={TIP_FORM}
        formAction={staffPaths.residentNumbers(tip.number, back)}
        formNoValidate
        name="contacts"
        value={contacts.shown === null ? 'hidden' : 'shown'}
      >
        {labels.residentShow}
      </button>
    </div>
  );
}
