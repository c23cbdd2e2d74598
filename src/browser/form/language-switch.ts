import { make } from '../dom.ts';
import { canKeep } from '../session/session-value.ts';

/**
 * The form in the other language takes this one's place. Firefox gives a page that comes by Back the session storage that
 * it had when it was left: what was sent meanwhile in the other language, or taken out there, would stand in it again. Where the page can keep nothing, the desk gives back what is typed.
 */
export function startLanguageSwitch(form: HTMLFormElement): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a.switch')) {
    link.addEventListener('click', event => {
      const isForNewTab = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (isForNewTab) return;
      event.preventDefault();
      if (canKeep()) location.replace(link.href);
      else comeBackIn(link.lang, form);
    });
  }
}

/** As the button does that stands there without script; what was changed for it is as before should Back bring this page. */
function comeBackIn(lang: string, form: HTMLFormElement): void {
  const mark = make('input', '', { type: 'hidden', name: 'switch_to', value: lang });
  const { enctype } = form;
  form.append(mark);
  form.enctype = 'application/x-www-form-urlencoded';
  form.submit();
  form.enctype = enctype;
  mark.remove();
}
