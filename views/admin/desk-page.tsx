import type { ComponentChildren } from 'preact';
import type { Viewer } from '../../src/staff/viewer.ts';
import { type Frame, Layout } from '../layout.tsx';

/** Each language in its own words, as those who look for it read no other. */
const languageNames = { ko: '한국어', en: 'English' } as const;

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
  const { page } = frame.words.desk;
  return (
    <Layout frame={frame} title={title} hidden class="desk">
      <header class="desk-head">
        <a class="home" href="/admin">
          {frame.newsroom} <span>{page.desk}</span>
        </a>
        <form class="who" method="post" action="/admin/logout">
          <span class="quiet">
            <span class="unseen">{page.signedIn} </span>
            {viewer.email}
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

/** A page that stands alone, for those who are not signed in. */
export function DoorPage({ frame, title, children }: Pick<DeskPageProps, 'frame' | 'title' | 'children'>) {
  return (
    <Layout frame={frame} title={title} hidden class="desk door">
      <header class="desk-head">
        <p class="home">
          {frame.newsroom} <span>{frame.words.desk.page.desk}</span>
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

function DeskFoot({ frame, children }: { frame: Frame; children?: ComponentChildren }) {
  return (
    <footer class="desk-foot">
      {children}
      <nav aria-label={frame.words.desk.page.language}>
        {frame.switchTo.map(({ lang, href }) => (
          <a key={lang} href={href} hreflang={lang} lang={lang}>
            {languageNames[lang]}
          </a>
        ))}
      </nav>
    </footer>
  );
}
