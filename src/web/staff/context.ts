import type { IncomingMessage } from 'node:http';
import type { DeskConfig } from '../../config/desk-config.ts';
import type { Context } from '../../context.ts';
import type { Trouble } from '../../db/troubles.ts';
import type { Lang } from '../../i18n/lang.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { SignIn } from '../../staff/sign-in/sign-in.ts';
import type { ByteLimit } from '../../tips/intake/limits/byte-limit.ts';
import type { Pace } from '../../tips/list/search/pace.ts';
import type { Assets } from '../http/assets/assets.ts';
import type { LoadShedder } from '../http/load-shedding.ts';
import type { ProxyWarning } from '../http/origin/proxy-watch.ts';
import type { Live } from './live/live.ts';

/**
 * What admins are told until someone mends it. `disk`: new files are refused,
 * because the disk has come down to its reserve; `scanner`: files wait for their scan; `sandbox`: files wait to be looked at.
 */
export type DeskWarning = ProxyWarning | `database ${Trouble}` | 'disk' | 'scanner' | 'sandbox';

/** What the staff's pages work with. */
export type StaffContext = Context & {
  jobs: Pick<Jobs, 'health' | 'retry'>;
  assets: Pick<Assets, 'href'>;
  live: Live;
  /** One for all pages: whoever guesses is counted once, wherever they do. */
  signIn: SignIn;
  /** The readers' form as it would be with other settings. */
  readerForm: (desk: DeskConfig, lang: Lang) => Promise<string>;
  /** Of all searches of this process. */
  searchPace: Pace;
  /** Files come in here too, with calls that are written down. */
  load: LoadShedder;
  byteLimit: ByteLimit;
  /** Whoever is signed in has a share of the connections of their own. */
  ofStaff: (request: IncomingMessage) => void;
  /** Those that only `createWeb` knows of. */
  warnings: () => readonly ProxyWarning[];
};
