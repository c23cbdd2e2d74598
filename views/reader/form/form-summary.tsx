import { Icon } from '../../parts/icons.tsx';
import type { FormFaults, PartProps } from './fields.tsx';
import { ADDED_TEXTS } from './form-details.tsx';

type SummaryProps = {
  words: PartProps['words'];
  faults: FormFaults;
  notice: string | null;
  filesWereChosen: boolean;
};

/**
 * The fields that can be at fault, from the top of the page: the summary leads through them in this order.
 */
const ORDER = [
  'message',
  'topic',
  'files',
  'uploads',
  'happened_at',
  ...ADDED_TEXTS,
  'chat',
  'phone',
  'email',
  'name',
  'reply_by',
  'consent_contact',
  'age_14',
  'consent_media',
];

/** The field whose place on the page stands for a fault's field. */
const placeOf = (field: string) => (field === 'uploads' ? 'files' : field);

/**
 * Takes the focus when there is a fault, and leads to each. Empty and hidden otherwise, for the script to
 * fill.
 */
export function Summary({ words, faults, notice, filesWereChosen }: SummaryProps) {
  const fields = Object.entries(faults).sort(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other));
  const atFault = notice !== null || fields.length > 0;
  return (
    <section
      class="notice error"
      id="summary"
      tabIndex={-1}
      autofocus={atFault}
      hidden={!atFault}
      aria-labelledby="summary-title"
      aria-describedby="summary-notice"
    >
      <Icon name="alert" />
      <div>
        <h2 id="summary-title">{words.notSentTitle}</h2>
        <p id="summary-notice">{notice ?? words.faultsLead}</p>
        <ul id="summary-list" data-lead={words.faultsLead}>
          {fields.map(([field, fault]) => (
            <li key={field}>
              <a href={`#${placeOf(field)}`}>{fault}</a>
            </li>
          ))}
        </ul>
        {filesWereChosen && <p>{words.chooseAgain}</p>}
        {/* For the script, which tries again by itself. */}
        <div class="actions" id="trying" hidden>
          <button class="button plain compact" type="button" id="try-now">
            {words.tryNow}
          </button>
          <button class="button plain compact" type="button" id="stop">
            {words.cancel}
          </button>
        </div>
      </div>
    </section>
  );
}
