import type { Mailer } from './letter.ts';
import type { Sender } from './message.ts';

/**
 * The way that the settings name: a mail server, or a folder where there is none. nodemailer takes some megabytes, which a
 * process pays with its first mail.
 */
export function createMailer(sender: Sender): Mailer {
  let loading: Promise<Mailer> | null = null;
  const load = () => {
    loading ??= loadMailer(sender);
    return loading;
  };
  return {
    kind: sender.settings.smtpUrl === null ? 'folder' : 'smtp',
    send: async (...given) => (await load()).send(...given),
    check: async signal => (await load()).check(signal),
    close: async () => (await loading)?.close(),
  };
}

async function loadMailer(sender: Sender): Promise<Mailer> {
  const { smtpUrl } = sender.settings;
  return smtpUrl === null
    ? (await import('./folder/folder-mailer.ts')).createFolderMailer(sender)
    : (await import('./smtp/smtp-mailer.ts')).createSmtpMailer(sender, smtpUrl);
}

export type { Mailer } from './letter.ts';
