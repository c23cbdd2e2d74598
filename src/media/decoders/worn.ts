import { MOST_COMPUTING } from '../sandbox/protocol.ts';
import { heldMemory } from './memory-watch.ts';

/** Earlier files have left so much behind, or computed for so long, that the next one might be ended for their sake. */
export function isWorn(mostMemory: number): boolean {
  const { user, system } = process.cpuUsage();
  return heldMemory() > mostMemory / 4 || (user + system) / 1e6 > MOST_COMPUTING / 2;
}
