import { fill } from '../dom.ts';
import { unlessCancelled } from '../timing.ts';
import type { ChosenListSetup } from './chosen-list.ts';
import { type ReadFault, readFault } from './read-fault.ts';
import { type UnreadWait, waitForUnread } from './unread-wait.ts';

/** The files that travel in the form's body, and which of them cannot be read. */
export type FilesInHand = {
  all(): readonly File[];
  faultOf(file: File): ReadFault | undefined;
  /** What is chosen again takes the place of what could not be read. */
  add(files: readonly File[]): void;
  drop(file: File): void;
  /** Hands them over to another list, without a word. */
  takeAll(): readonly File[];
  /** True once each can be read, or was taken out; false when the reader would rather not wait. */
  readable(signal: AbortSignal): Promise<boolean>;
};

type Setup = ChosenListSetup & { onChange: () => void };

export function createFilesInHand({ words, announce, onChange }: Setup): FilesInHand {
  const faults = new Map<File, ReadFault>();
  let all: readonly File[] = [];
  let wait: UnreadWait | null = null;
  const changed = () => {
    onChange();
    wait?.update();
  };
  const dropAll = (files: readonly File[]) => {
    all = all.filter(file => !files.includes(file));
    for (const file of files) faults.delete(file);
    changed();
  };
  const check = async (file: File) => {
    const fault = await readFault(file);
    if (!all.includes(file) || fault === (faults.get(file) ?? null)) return;
    if (fault === null) faults.delete(file);
    else faults.set(file, fault);
    changed();
    if (fault !== null) announce(sentenceOf([[file, fault]], words));
  };
  return {
    all: () => all,
    faultOf: file => faults.get(file),
    add(files) {
      const fresh = files.filter(file => !all.some(other => isSameFile(file, other)));
      all = [...all, ...fresh];
      dropAll([...faults.keys()].filter(old => fresh.some(({ name }) => name === old.name)));
      for (const file of fresh) void check(file);
    },
    drop: file => dropAll([file]),
    takeAll() {
      const taken = all;
      all = [];
      faults.clear();
      return taken;
    },
    async readable(signal) {
      await unlessCancelled(signal, Promise.all(all.map(check)));
      const asked = { count: () => faults.size, sentence: () => sentenceOf([...faults], words) };
      wait = waitForUnread({ ...asked, remove: () => dropAll([...faults.keys()]), announce, signal });
      const isThrough = await wait.ended;
      wait = null;
      return isThrough;
    },
  };
}

const isSameFile = (one: File, other: File) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

/** As it is said of files that go ahead of the form. */
function sentenceOf(faults: readonly [File, ReadFault][], { uploads }: ChosenListSetup['words']): string {
  const [first, ...others] = faults;
  if (first === undefined) return '';
  if (others.length > 0) return fill(uploads.stuckManyChoose, { count: faults.length });
  return fill(uploads.stuckOne, { name: first[0].name, why: uploads.failures[first[1]] });
}
