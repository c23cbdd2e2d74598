import type { PubSub } from '../../../db/notify.ts';

/** A page says again every ten seconds that it is looked at; one that was silent for so long is gone. Milliseconds. */
const GONE_AFTER = 25_000;
/** So many pages of one tip at most are kept: nobody fills the memory by them. */
const MOST_PAGES = 100;

const PRESENCE = 'presence';

/** A page that shows a tip: `page` is made by chance for each that is opened. */
export type Look = { tip: number; staffId: string; page: string };

/** Who looks at which tip, on any process. In memory alone: nothing of it is ever kept. */
export type Presence = {
  here(look: Look): void;
  gone(look: Look): void;
  /** Ids of staff who look at it now. */
  lookers(tip: number): ReadonlySet<string>;
  /** Tips that somebody looks at now. */
  tipsOf(staffId: string): number[];
  /** To be called every few seconds: who is silent is gone. */
  sweep(): void;
};

type Setup = {
  /** A page came, or went. */
  onChange: (tip: number) => void;
  /** Milliseconds that only go forward. */
  clock?: () => number;
};

export function createPresence(
  { publish, subscribe }: PubSub,
  { onChange, clock = () => performance.now() }: Setup,
): Presence {
  const tips = new Map<number, Map<string, { staffId: string; until: number }>>();

  function enter({ tip, staffId, page }: Look): void {
    const pages = tips.get(tip) ?? new Map();
    const isNew = !pages.has(page);
    if (isNew && pages.size >= MOST_PAGES) return;
    tips.set(tip, pages.set(page, { staffId, until: clock() + GONE_AFTER }));
    if (isNew) onChange(tip);
  }
  function leave({ tip, staffId, page }: Look): void {
    const pages = tips.get(tip);
    if (pages?.get(page)?.staffId !== staffId || !pages.delete(page)) return;
    if (pages.size === 0) tips.delete(tip);
    onChange(tip);
  }
  subscribe(PRESENCE, subject => {
    const said = readSubject(subject);
    if (said !== null) (said.isHere ? enter : leave)(said);
  });
  const say = (isHere: boolean) => (look: Look) => publish(PRESENCE, subjectOf(look, isHere));

  return {
    here: say(true),
    gone: say(false),
    lookers: tip => new Set([...(tips.get(tip)?.values() ?? [])].map(({ staffId }) => staffId)),
    tipsOf: staffId =>
      [...tips]
        .filter(([, pages]) => [...pages.values()].some(one => one.staffId === staffId))
        .map(([tip]) => tip),
    sweep() {
      const now = clock();
      for (const [tip, pages] of tips)
        for (const [page, { staffId, until }] of pages) if (until <= now) leave({ tip, staffId, page });
    },
  };
}

const subjectOf = ({ tip, staffId, page }: Look, isHere: boolean) =>
  [isHere ? 'here' : 'gone', tip, staffId, page].join(' ');

const SUBJECT = /^(here|gone) (\d+) (\S+) (\S+)$/;

function readSubject(subject: string | null): (Look & { isHere: boolean }) | null {
  const [, how, tip, staffId, page] = SUBJECT.exec(subject ?? '') ?? [];
  if (how === undefined || staffId === undefined || page === undefined) return null;
  return { isHere: how === 'here', tip: Number(tip), staffId, page };
}
