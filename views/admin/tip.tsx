import type { Say } from '../../src/i18n/words.ts';
import type { Viewer } from '../../src/staff/viewer.ts';
import type { TipFolder } from '../../src/tips/tip.ts';
import type { LinkedArticle, LinkedContact } from '../../src/web/admin/contact-links.ts';
import type { ShownFile } from '../../src/web/admin/shown-file.ts';
import { Icon } from '../icons.tsx';
import type { Frame } from '../layout.tsx';
import { DeskPage } from './desk-page.tsx';
import { StateMark } from './state-mark.tsx';
import { Ago, At } from './time.tsx';
import { Consents, Contacts } from './tip-contacts.tsx';
import { Files } from './tip-files.tsx';
import { History, Mails } from './tip-history.tsx';
import { Notes } from './tip-notes.tsx';
import { Said } from './tip-said.tsx';
import { Standing } from './tip-standing.tsx';

export type TipProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  folder: TipFolder;
  files: ShownFile[];
  contacts: LinkedContact[];
  article: LinkedArticle | null;
  /** The change that was just asked for came too late. */
  stale?: boolean;
  /** A note that could not be kept. */
  note?: { typed: string; fault: Say };
};

export function TipPage(props: TipProps) {
  const { frame, viewer, folder, now, timeZone } = props;
  const { words, lang } = frame;
  const { tip } = folder;
  const clock = { lang, now, timeZone };
  const title = words.desk.tip.title(tip.number);
  return (
    <DeskPage frame={frame} title={title} viewer={viewer}>
      <p class="back">
        <a href="/admin">← {words.desk.page.toList}</a>
      </p>
      {props.stale && (
        <p class="notice error" role="alert">
          <Icon name="alert" size={20} />
          <span>
            {words.desk.tip.stale}{' '}
            <strong>
              {words.desk.tip.nowIs(tip.kept ? words.desk.states[tip.state.is] : words.desk.events.forgotten)}
            </strong>
          </span>
        </p>
      )}
      <div class="folder">
        <article class="said" aria-labelledby="title">
          <header>
            <p class="meta">
              {(!tip.kept || tip.title !== null) && <span>{title}</span>}
              <span>
                <At at={tip.receivedAt} clock={clock} /> (<Ago at={tip.receivedAt} clock={clock} />)
              </span>
              <span>{words.desk.channels[tip.channel]}</span>
              <span>{words.desk.languages[tip.lang]}</span>
              {tip.kept && <StateMark state={tip.state.is} words={words} />}
            </p>
            <h1 id="title">{tip.kept ? <bdi>{tip.title ?? title}</bdi> : words.desk.list.forgotten}</h1>
          </header>
          <Said words={words} clock={clock} tip={tip} article={props.article} />
        </article>
        {tip.kept && <Files words={words} clock={clock} tip={tip} files={props.files} />}
        <aside aria-label={words.desk.tip.details}>
          {tip.kept && <Standing words={words} clock={clock} tip={tip} />}
          {tip.kept && <Contacts words={words} contacts={props.contacts} name={tip.name} />}
          {tip.kept && <Consents words={words} tip={tip} />}
          {tip.kept && (
            <Notes words={words} clock={clock} tip={tip} notes={folder.notes} refused={props.note} />
          )}
          <Mails words={words} clock={clock} mails={folder.mails} />
          <History words={words} clock={clock} events={folder.events} files={props.files} />
          {tip.kept && (
            <p>
              <a class="button danger compact" href={`/admin/tips/${tip.number}/forgetting`}>
                {words.desk.tip.forget}
              </a>
            </p>
          )}
        </aside>
      </div>
    </DeskPage>
  );
}
