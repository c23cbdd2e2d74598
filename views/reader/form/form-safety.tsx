import type { Lang, Words } from '../../../src/i18n/words.ts';
import { inLang, readerPaths } from '../../../src/paths.ts';
import { Choice } from './fields.tsx';

type SafetyProps = {
  words: Words['reader'];
  lang: Lang;
  addressUnkept: boolean;
  isOpen: boolean;
  isCleaned: boolean;
};

/** What a reader can do who must not be known: not only what they should not. */
export function Safety({ words: { form, page }, lang, addressUnkept, isOpen, isCleaned }: SafetyProps) {
  const words = form.risk;
  return (
    <details class="part" open={isOpen}>
      <summary>
        <h2>{words.title}</h2>
      </summary>
      <ul class="safety small">
        <li>
          <strong>{words.least}</strong> {addressUnkept && `${words.addressUnkept} `}
          {words.otherChannels}
        </li>
        <li>
          <strong>{words.employer}</strong> {words.employerSees}
        </li>
        <li>
          <strong>{words.tor}</strong> {words.torWithoutScript}
        </li>
        <li>
          <strong>{words.photos}</strong> <span class="without-script">{words.photosBefore}</span>
          <div class="only-with-script">
            <Choice
              type="checkbox"
              id="clean"
              name="clean"
              value="on"
              checked={isCleaned}
              aria-describedby="clean-hint"
            >
              {words.clean}
            </Choice>
            <p class="hint" id="clean-hint">
              {words.cleanHint}
            </p>
          </div>
        </li>
        <li>
          <strong>{words.limits}</strong> {words.limitsText}{' '}
          <a href={inLang(readerPaths.privacy, lang)}>{words.whatIsKept}</a>
        </li>
        <li>
          <strong>{words.receipt}</strong> {words.receiptText}
        </li>
      </ul>
      <p class="exit">
        <a class="button plain" href={readerPaths.leave} rel="nofollow" data-leave="">
          {page.leave}
        </a>
        <span class="hint">
          {words.leaveHint} <span class="with-script">{words.leaveByKeys}</span>
        </span>
      </p>
    </details>
  );
}
