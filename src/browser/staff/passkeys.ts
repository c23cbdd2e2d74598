import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/**
 * Every button that carries `data-passkey` asks the browser for a passkey, or to make one, and sends the answer along with its
 * form. They show where the browser can do so; all else works without.
 */
export function startPasskeys(): void {
  if (!browserSupportsWebAuthn()) return;
  document.documentElement.classList.add('has-passkeys');
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-passkey]')) {
    if (button.type === 'button') button.addEventListener('click', () => void send(button));
    else
      button.form?.addEventListener('submit', event => {
        event.preventDefault();
        void send(button);
      });
  }
}

async function send(button: HTMLButtonElement): Promise<void> {
  const { form } = button;
  const { passkey: act, options = '', into = '', failed = '', elsewhere = '' } = button.dataset;
  const field = form?.elements.namedItem(into);
  if (!form || !(field instanceof HTMLInputElement)) return;
  // One at a time: another would end it.
  button.disabled = true;
  try {
    field.value = JSON.stringify(await answerOf(act, options));
    // What else the form asks for, such as the password, is in place of it.
    form.submit();
  } catch (error) {
    const isElsewhere = error instanceof Error && error.name === 'SecurityError';
    tell(button, isElsewhere ? elsewhere : failed);
  } finally {
    button.disabled = false;
  }
}

async function answerOf(act: string | undefined, options: string): Promise<object> {
  const asked = await fetch(options, { headers: { Accept: 'application/json' } });
  if (!asked.ok) throw new Error('The desk cannot be asked');
  if (act === 'make') {
    const optionsJSON: PublicKeyCredentialCreationOptionsJSON = await asked.json();
    return startRegistration({ optionsJSON });
  }
  const optionsJSON: PublicKeyCredentialRequestOptionsJSON = await asked.json();
  return startAuthentication({ optionsJSON });
}

function tell(button: HTMLButtonElement, sentence: string): void {
  const live = button.nextElementSibling;
  if (live?.getAttribute('role') === 'alert') live.textContent = sentence;
}
