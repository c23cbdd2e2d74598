import type { ComponentChildren } from 'preact';
import { languageName } from '../../src/i18n/lang.ts';
import type { Words } from '../../src/i18n/words.ts';
import { keyed } from '../../src/keys.ts';
import { staffPaths } from '../../src/paths.ts';
import type { DeskAction, Viewer } from '../../src/staff/access.ts';
import { type Frame, Layout } from '../parts/layout.tsx';
import { VERBATIM } from '../parts/verbatim.ts';
import { DeskLinks } from './desk-links.tsx';
import { FactorDue } from './second-factor/factor-due.tsx';

/** Where an admin changes the desk, in the order of the tabs. */
const ADMIN_ROOMS = [
  { room: 'people', needs: 'manage people', href: staffPaths.people(), label: words => words.people.title },
  {
    room: 'newsroom',
    needs: 'change settings',
    href: staffPaths.settings(),
    label: words => words.page.newsroom,
  },
  { room: 'topics', needs: 'manage topics', href: staffPaths.topics, label: words => words.topics.title },
  { room: 'tags', needs: 'manage tags', href: staffPaths.tags(), label: words => words.tagList.title },
  {
    room: 'ready answers',
    needs: 'manage ready answers',
    href: staffPaths.readyAnswers,
    label: words => words.readyAnswers.title,
  },
  { room: 'history', needs: 'see history', href: staffPaths.history(), label: words => words.history.title },
] as const satisfies readonly {
  room: string;
  needs: DeskAction;
  href: string;
  label: (words: Words['staff']) => string;
}[];

type Room = 'tips' | 'calls' | (typeof ADMIN_ROOMS)[number]['room'];

type DeskPageProps = {
  frame: Frame;
  title: string;
  viewer: Viewer;
  /** In which of those that stand at the head of each page; none for a page that is about one thing. */
  room?: Room;
  /** What stands at the head to find by. */
  find?: ComponentChildren;
  /** Quiet lines at the foot. */
  foot?: ComponentChildren;
  children: ComponentChildren;
};

/** A page for those who are signed in. */
export function DeskPage({ frame, title, viewer, room, find, foot, children }: DeskPageProps) {
  const { page } = frame.words.staff;
  return (
    <Layout frame={frame} title={title} hidden class="desk">
      <header class="desk-head">
        <a class="home" href={staffPaths.list()} {...keyed('toList')}>
          {frame.newsroom} <span>{page.desk}</span>
        </a>
        <Rooms frame={frame} viewer={viewer} room={room} />
        {find}
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
      <main id="main">
        <FactorDue frame={frame} />
        {isAdminRoom(room) && <Tabs frame={frame} viewer={viewer} room={room} />}
        {children}
      </main>
      <DeskFoot frame={frame}>
        {foot}
        <DeskLinks words={frame.words} />
      </DeskFoot>
    </Layout>
  );
}

type RoomsProps = Pick<DeskPageProps, 'frame' | 'viewer'> & { room: Room | undefined };

const openTo = (viewer: Viewer) => ADMIN_ROOMS.filter(({ needs }) => viewer.desk.includes(needs));

const isAdminRoom = (room: Room | undefined): boolean =>
  room !== undefined && room !== 'tips' && room !== 'calls';

/** Who has nothing beside the tips needs no choice. */
function Rooms({ frame, viewer, room }: RoomsProps) {
  const { page, calls } = frame.words.staff;
  const [first] = openTo(viewer);
  const writesCalls = viewer.desk.includes('write down calls');
  if (first === undefined && !writesCalls) return null;
  return (
    <nav class="rooms" aria-label={page.rooms}>
      <a href={staffPaths.list()} aria-current={room === 'tips' ? 'page' : undefined}>
        {page.tips}
      </a>
      {writesCalls && (
        <a href={staffPaths.calls()} aria-current={room === 'calls' ? 'page' : undefined} {...keyed('call')}>
          {calls.title}
        </a>
      )}
      {first !== undefined && (
        <a href={first.href} aria-current={isAdminRoom(room) ? 'true' : undefined}>
          {page.admin}
        </a>
      )}
    </nav>
  );
}

function Tabs({ frame, viewer, room }: RoomsProps) {
  const { staff } = frame.words;
  return (
    <nav class="rooms tabs" aria-label={staff.page.admin}>
      {openTo(viewer).map(tab => (
        <a key={tab.room} href={tab.href} aria-current={tab.room === room ? 'page' : undefined}>
          {tab.label(staff)}
        </a>
      ))}
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
