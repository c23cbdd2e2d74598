import type { ComponentChildren } from 'preact';
import { languageName } from '../../src/i18n/lang.ts';
import { staffPaths } from '../../src/paths.ts';
import type { Viewer } from '../../src/staff/access.ts';
import { type Frame, Layout } from '../parts/layout.tsx';
import { VERBATIM } from '../parts/verbatim.ts';

type DeskPageProps = {
  frame: Frame;
  title: string;
  viewer: Viewer;
  /** Quiet lines at the foot. */
  foot?: ComponentChildren;
  children: ComponentChildren;
};

/** A page for those who are signed in. */
export function DeskPage({ frame, title, viewer, foot, children }: DeskPageProps) {
  const { page } = frame.words.staff;
  return (
    <Layout frame={frame} title={title} hidden class="desk">
      <header class="desk-head">
        <a class="home" href={staffPaths.list()}>
          {frame.newsroom} <span>{page.desk}</span>
        </a>
        <Rooms frame={frame} viewer={viewer} />
        <form class="who" method="post" action={staffPaths.signOut}>
          <span class="quiet">
            <span class="unseen">{page.signedIn} </span>
            <a href={staffPaths.account()} {...VERBATIM}>
              {viewer.name ?? viewer.email}
            </a>
          </span>
          <button class="link" type="submit">
            {page.signOut}
          </button>
        </form>
      </header>
      <main id="main">{children}</main>
      <DeskFoot frame={frame}>{foot}</DeskFoot>
    </Layout>
  );
}

/** What an admin has beside the tips. */
function Rooms({ frame, viewer }: Pick<DeskPageProps, 'frame' | 'viewer'>) {
  const { page, people, topics } = frame.words.staff;
  if (!viewer.desk.includes('manage people')) return null;
  return (
    <nav class="rooms" aria-label={page.rooms}>
      <a href={staffPaths.list()}>{page.tips}</a>
      <a href={staffPaths.people()}>{people.title}</a>
      <a href={staffPaths.topics}>{topics.title}</a>
    </nav>
  );
}

/** A page that stands alone, for those who are not signed in. */
export function OutsidePage({ frame, title, children }: Pick<DeskPageProps, 'frame' | 'title' | 'children'>) {
  return (
    <Layout frame={frame} title={title} hidden class="desk outside">
      <header class="desk-head">
        <p class="home">
          {frame.newsroom} <span>{frame.words.staff.page.desk}</span>
        </p>
      </header>
      <main id="main">
        <h1>{title}</h1>
        {children}
      </main>
      <DeskFoot frame={frame} />
    </Layout>
  );
}

/** Each language in its own words, as those who look for it read no other. */
function DeskFoot({ frame, children }: { frame: Frame; children?: ComponentChildren }) {
  return (
    <footer class="desk-foot">
      {children}
      <nav aria-label={frame.words.staff.page.language}>
        {frame.switchTo.map(({ lang, href }) => (
          <a key={lang} href={href} hreflang={lang} lang={lang}>
            {languageName(lang, lang)}
          </a>
        ))}
      </nav>
    </footer>
  );
}
