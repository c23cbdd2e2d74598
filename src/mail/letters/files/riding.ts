import type { Attach } from '../../../config/settings.ts';
import type { MadeFile } from '../../../media/inspection.ts';
import { endingOfMade, isPicture } from '../../../media/made-types.ts';
import { mismatchOf, typeByName } from '../../../media/mismatch.ts';
import type { KeptFile } from '../../../tips/tip.ts';
import { isActive, type ReadFile } from './active-content.ts';
import { hasRiskyPart, type Risk, riskOfContent, riskOfName } from './risks.ts';

/** Why a file is a link alone. `null`: the mail says so elsewhere, or nobody has to know. */
export type Why = Risk | 'disturbing' | 'lies' | 'tells place' | 'no copy' | 'not looked at' | null;

/** How a file goes to the newsroom: with the mail, as it came or as our copy of it, or as a link to the tip's page. */
export type Ride = { as: 'original' } | { as: 'copy'; made: MadeFile } | { as: 'link'; why: Why };

type Setting = { attach: Attach; isScanned: boolean };

/** Where there is a scanner, only what it has found clean rides. Without one, nothing is known of any file. */
function rideOf(file: KeptFile, { attach, isScanned }: Setting): Ride {
  const { scan } = file;
  const isClean = scan.is === 'clean' || (scan.is === 'not scanned' && !isScanned);
  if (!isClean || attach === 'none') return link(null);
  // Many mail programs show what is attached at once.
  if (file.disturbing) return link('disturbing');
  return attach === 'all' ? { as: 'original' } : safeRideOf(file);
}

const link = (why: Why): Ride => ({ as: 'link', why });

/** Staff's mailboxes are forwarded and searched by others: what they hold runs nowhere, and tells of no place. */
function safeRideOf(file: KeptFile): Ride {
  const { name, inspection } = file;
  const byName = riskOfName(name);
  if (byName !== null) return link(byName);
  if (inspection.is !== 'done') return link('not looked at');
  const { type, copy, broken, details } = inspection;
  if (type !== null && isPicture(type)) return copy === null ? link('no copy') : { as: 'copy', made: copy };
  const risk = riskOfContent(type, name) ?? (hasRiskyPart(name) ? 'runs' : null);
  if (risk !== null) return link(risk);
  if (isImage(type, file)) return link('no copy');
  if (broken || mismatchOf(file) !== null) return link('lies');
  const tells = details.place !== undefined || details.device !== undefined;
  return tells ? link('tells place') : { as: 'original' };
}

/** A picture of which no copy is ever made, such as a camera's raw one, or that nobody but its sender calls one. */
const isImage = (type: string | null, { name, claimedType }: KeptFile) =>
  (type ?? typeByName(name) ?? claimedType.toLowerCase()).startsWith('image/');

/** The copy's name: the sender's, with the ending of what the copy is. A filter that stops at `.exe.` finds none. */
export function nameOfCopy(name: string, { type }: MadeFile): string {
  const stem = typeByName(name) === null ? name : name.slice(0, name.lastIndexOf('.')) || name;
  const harmless = hasRiskyPart(name) ? stem.replaceAll('.', '_') : stem;
  return `${harmless}${endingOfMade(type) ?? ''}`;
}

/** `links`: ids of files that the mail was too large with. */
type Parts = Setting & { limit: number; links: ReadonlySet<string>; read: ReadFile };

/** How each file goes, in the reader's order. One for which the mail has no more bytes is a link; the next may fit. */
export async function ridesOf(
  files: readonly KeptFile[],
  { limit, links, read, ...setting }: Parts,
): Promise<Map<KeptFile, Ride>> {
  let left = limit;
  const rides = new Map<KeptFile, Ride>();
  for (const file of files) {
    const wanted = links.has(file.id) ? link(null) : rideOf(file, setting);
    const fits = limit > 0 && sizeOf(file, wanted) <= left;
    const ride = wanted.as === 'link' || fits ? wanted : link(null);
    const isRisky = ride.as === 'original' && setting.attach === 'safe' && (await isActive(file, read));
    rides.set(file, isRisky ? link('runs') : ride);
    left -= isRisky ? 0 : sizeOf(file, ride);
  }
  return rides;
}

/** The bytes of a file that a mail carries. */
const sizeOf = (file: KeptFile, ride: Ride): number =>
  ride.as === 'link' ? 0 : ride.as === 'copy' ? ride.made.size : file.size;
