import type { Words } from '../../../../src/i18n/words.ts';
import type { Named } from '../../../../src/staff/called.ts';
import { VERBATIM } from '../../../parts/verbatim.ts';
import { calledOf } from '../../person.tsx';

/** `word`: what calls them behind an `@`. */
export type Callable = Named & { word: string };

/**
 * Whom a note can call, for the script to offer while it is written: of a list that it alone shows it tells the roles too. An
 * e-mail stands beside a name that several bear.
 */
export const CallableList = ({ words, people }: { words: Words; people: readonly Callable[] }) => (
  <>
    <ul id="mentions" class="mentions" data-label={words.staff.work.callable} hidden>
      {people.map(({ email, name, word }, index) => (
        <li key={email} id={`mention-${index}`} data-word={word} data-name={name} data-email={email}>
          <bdi {...VERBATIM}>{calledOf({ email, name })}</bdi>
          {name !== null && word === email && (
            <bdi class="quiet small" {...VERBATIM}>
              {email}
            </bdi>
          )}
        </li>
      ))}
    </ul>
    <span class="unseen" role="status" id="mentions-told" data-offered={words.staff.work.offered} />
  </>
);
