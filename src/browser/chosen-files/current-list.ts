import { createLoader, inTime } from '../load-code.ts';
import { unlessCancelled } from '../timing.ts';
import type { ChosenList, ChosenListSetup } from './chosen-list.ts';
import { keptUploads } from './kept-uploads.ts';
import { createPlainList } from './plain-list.ts';

type CurrentList = ChosenList & {
  /** Why the files cannot be sent as they are, in words; empty when they can. */
  fault(): string;
  /** A sending has ended without success. */
  release(): void;
};

/**
 * The plain list until the code that uploads has come from `href`, with the first file; then that code's. What the form's
 * body takes along (`isFixed`) must not go ahead of it as well, when the code comes at last.
 */
export function createCurrentList(href: string, setup: ChosenListSetup): CurrentList {
  const plain = createPlainList(setup);
  const loadCode = createLoader<UploadsCode>(href);
  let list: ChosenList = plain;
  let isFixed = false;
  const load = async () => {
    try {
      const { createUploads } = await loadCode();
      if (list !== plain || isFixed) return;
      list = createUploads(setup);
      list.add(plain.release());
    } catch {
      // Tried again with the next file, and by “Send”.
      plain.draw();
    }
  };
  const couldUpload = () => list === plain && list.listed().length > 0;
  if (keptUploads().length > 0) void load();
  return {
    listed: () => list.listed(),
    add(files) {
      list.add(files);
      void load();
    },
    takeOut: which => list.takeOut(which),
    anyUnkept: () => list.anyUnkept(),
    anyUnderWay: () => list.anyUnderWay(),
    async ready(wait) {
      // Where it does not come in time, the files travel in the form's body.
      if (couldUpload())
        await unlessCancelled(
          wait.signal,
          inTime(load()).catch(() => {}),
        );
      isFixed = true;
      return !wait.signal.aborted && list.ready(wait);
    },
    putInto: body => list.putInto(body),
    whatIsLost: () => list.whatIsLost(),
    end: () => list.end(),
    fault: () => (isFixed && list === plain ? plain.fault() : ''),
    release() {
      isFixed = false;
      if (couldUpload()) void load();
    },
  };
}

type UploadsCode = { createUploads(setup: ChosenListSetup): ChosenList };
