import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { QrCode, type QrDrawing } from '../../reader/official.tsx';
import { DeskPage } from '../desk-page.tsx';
import { MailTrouble, type ShownTrouble } from '../mail-trouble.tsx';
import { InviteForm, type ShownInviteForm } from '../people/invite-form.tsx';
import { Field, type SettingField } from './fields.tsx';
import { Actions, firstFields } from './settings.tsx';

export type TestMailFate = 'none' | 'waiting' | 'trying' | 'arrived' | 'kept' | 'refused' | 'dropped';
/** What became of a test mail to one address, and why it did not go. */
export type TestMail = { recipient: string; fate: TestMailFate; trouble: ShownTrouble | null };

export type WelcomeProps = {
  frame: Frame;
  viewer: Viewer;
  version: number;
  fields: readonly SettingField[];
  isSaved: boolean;
  /** A colleague was invited just now. */
  isInvited: boolean;
  invite: ShownInviteForm;
  inbox: readonly string[];
  keptAsFiles: boolean;
  /** Of the test that was asked for last, and where this page tells of it again. */
  test: { mails: readonly TestMail[]; href: string } | null;
  /** Where readers find the form, and a drawing that leads there. `isOnlyHere`: no other machine can open it. */
  form: { url: string; qr: QrDrawing; isOnlyHere: boolean };
};

/** What to look at before tips come in. All of it can wait. */
export function WelcomePage(props: WelcomeProps) {
  const { frame, viewer, version, fields, isSaved, isInvited } = props;
  const { welcome, settings, people } = frame.words.staff;
  return (
    <DeskPage frame={frame} title={welcome.title} viewer={viewer} room="newsroom">
      <h1>{welcome.title}</h1>
      {(isSaved || isInvited) && (
        <p class="notice good" role="status">
          <Icon name="check" size={20} />
          <span>{isSaved ? settings.saved : people.done.invited}</span>
        </p>
      )}
      <p class="quiet">{welcome.lead}</p>
      <nav class="pages" aria-label={welcome.title}>
        <a href={staffPaths.list()}>{welcome.toList}</a>
        <a href={staffPaths.settings()}>{settings.title}</a>
      </nav>
      <div class="settings">
        <Step id="newsroom" title={welcome.newsroom}>
          <form class="fields" method="post" action={staffPaths.settings()} noValidate>
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="back" value="welcome" />
            {firstFields(fields).map(field => (
              <Field key={field.name} words={frame.words} field={field} isFirstFault={false} />
            ))}
            <Actions words={settings} isSeenByReaders />
          </form>
        </Step>
        <Inbox {...props} />
        <Step id="colleague" title={welcome.colleague}>
          <InviteForm {...props.invite} words={frame.words} back="welcome" />
        </Step>
        <FormLink {...props} />
        <UnderArticles {...props} />
      </div>
      <p>
        <a class="button" href={staffPaths.list()}>
          {welcome.toList}
        </a>
      </p>
    </DeskPage>
  );
}

type StepProps = { id: string; title: string; children: preact.ComponentChildren };

const Step = ({ id, title, children }: StepProps) => (
  <section class="part" id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
);

function Inbox({ frame, inbox, keptAsFiles, test }: WelcomeProps) {
  const { welcome } = frame.words.staff;
  return (
    <Step id="inbox" title={welcome.inbox}>
      <p>
        <bdi>{welcome.inboxLead(inbox.join(', '))}</bdi>
      </p>
      {keptAsFiles && <p class="quiet small">{welcome.keptAsFiles}</p>}
      {test !== null && (
        <ul class="events" role="status">
          {test.mails.map(mail => (
            <Fate key={mail.recipient} words={frame.words} mail={mail} />
          ))}
        </ul>
      )}
      <form class="actions" method="post" action={staffPaths.welcomeTest}>
        <button class="button plain compact" type="submit">
          {welcome.test}
        </button>
        {test !== null && (
          <a class="button plain compact" href={test.href}>
            {welcome.again}
          </a>
        )}
      </form>
    </Step>
  );
}

const Fate = ({ words, mail: { recipient, fate, trouble } }: { words: Words; mail: TestMail }) => (
  <li>
    <strong {...VERBATIM}>{recipient}</strong> {words.staff.welcome.fates[fate]}{' '}
    {trouble !== null && <MailTrouble words={words} shown={trouble} />}
  </li>
);

function FormLink({ frame, form: { url, qr, isOnlyHere } }: WelcomeProps) {
  const { welcome } = frame.words.staff;
  return (
    <Step id="link" title={welcome.link}>
      <p>
        <a href={url} {...VERBATIM}>
          {url}
        </a>
      </p>
      {isOnlyHere && <p class="quiet small">{welcome.onlyHere}</p>}
      <QrCode qr={qr} name={welcome.qr} />
      <p class="actions">
        <CopyButton class="button plain compact" text={url} words={frame.words.reader.browser}>
          <span>{welcome.copyLink}</span>
        </CopyButton>
        <a class="button plain compact" href={staffPaths.formQr('png')} download={true}>
          {welcome.png}
        </a>
        <a class="button plain compact" href={staffPaths.formQr('svg')} download={true}>
          {welcome.svg}
        </a>
      </p>
    </Step>
  );
}

/** The address of the article is filled in by the newsroom's own pages. */
function UnderArticles({ frame, form: { url } }: WelcomeProps) {
  const { welcome } = frame.words.staff;
  const line = `<a href="${url}?article=${welcome.articleAddress}">${welcome.articleLink}</a>`;
  return (
    <Step id="article" title={welcome.article}>
      <p class="small">{welcome.articleLead}</p>
      <pre class="snippet" {...VERBATIM}>
        {line}
      </pre>
      <p class="actions">
        <CopyButton class="button plain compact" text={line} words={frame.words.reader.browser}>
          <span>{welcome.copyLine}</span>
        </CopyButton>
      </p>
      <p class="hint">{welcome.looks}</p>
      <p class="foot-line">
        ※ <a href={url}>{welcome.articleLink}</a>
      </p>
    </Step>
  );
}
