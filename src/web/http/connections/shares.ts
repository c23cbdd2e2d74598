import { ALL, createRanking, createRoster, type Holder, namesOf, STAFF, shareOf } from './roster.ts';

type Setup = { most: number; clock: () => number; onShed: () => void };

/**
 * Who holds how many of `most`. Shares bind only once half is taken; then whoever has theirs gives up the slowest of their own
 * for each new one, and when all is taken, the slowest of all goes. Who is not slow gives way only to one who holds far less.
 */
export function createShares({ most, clock, onShed }: Setup) {
  const roster = createRoster();
  const { holders, countOf } = roster;
  const isCrowded = () => holders.size >= most / 2;
  const isFull = (name: string) => countOf(name) >= most * shareOf(name);
  const shed = (holder: Holder) => {
    roster.remove(holder);
    onShed();
    holder.cut();
  };
  const makeRoom = createRoomMaker(roster, { most, clock, isFull, shed });

  return {
    /** False: there is no room for it. */
    enter(holder: Holder): boolean {
      const isIn = !isCrowded() || makeRoom(holder);
      if (isIn) roster.add(holder);
      else onShed();
      return isIn;
    },
    leave: roster.remove,
    /** It counts among the staff from now on, and does not give way; beyond their share it stays what it was. */
    toStaff(holder: Holder): void {
      if (!holder.isStaff && holders.has(holder) && !isFull(STAFF)) roster.changeToStaff(holder);
    },
    /** False: staff have their share already. */
    enterAsStaff(holder: Holder): boolean {
      if (isFull(STAFF)) return false;
      roster.changeToStaff(holder);
      return true;
    },
    /** To be called every few seconds. `isPressed`: something else runs short that slow ones hold. */
    look(isPressed: boolean): void {
      const now = clock();
      for (const { pace } of holders) pace.mark(now);
      if (!isCrowded() && !isPressed) return;
      for (const holder of [...holders]) if (!holder.isStaff && holder.pace.isLaggard(now)) shed(holder);
    },
    size: () => holders.size,
  };
}

type Room = Omit<Setup, 'onShed'> & {
  isFull: (name: string) => boolean;
  shed: (holder: Holder) => void;
};

/** Answers whether there is room for a newcomer, now that half is taken; somebody may have gone for it. */
function createRoomMaker(roster: ReturnType<typeof createRoster>, { most, clock, isFull, shed }: Room) {
  const ranking = createRanking(roster.holders, clock);
  const giveWay = (holder: Holder | null): boolean => {
    if (holder !== null) shed(holder);
    return holder !== null;
  };
  return (newcomer: Holder): boolean => {
    const names = namesOf(newcomer);
    const full = names.find(isFull);
    if (full !== undefined) return giveWay(ranking.slowest(full, 'if slow'));
    if (roster.holders.size < most || giveWay(ranking.slowest(ALL, 'if slow'))) return true;
    const heaviest = roster.heaviest();
    const hasFarLess = heaviest !== null && heaviest.count > Math.max(...names.map(roster.countOf)) + 1;
    return hasFarLess && giveWay(ranking.slowest(heaviest.name, 'anyway'));
  };
}
