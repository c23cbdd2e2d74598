import { TIP_FORM } from './form-ids.ts';

/** Sends what is typed beside it with the page's one form, which is not asked whether all else in it is right. */
export function TipSubmit({ action, label }: { action: string; label: string }) {
  return (
    <button class="button plain compact" type="submit" form={TIP_FORM} formAction={action} formNoValidate>
      {label}
    </button>
  );
}
