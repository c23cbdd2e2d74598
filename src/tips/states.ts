import type { OrUnknown } from '../unknown.ts';
import type { EventKind } from './history/kinds.ts';

/** Where a tip can be with the desk. */
export const STATES = ['new', 'open', 'closed'] as const;
export type StateName = (typeof STATES)[number];

/** What leads from one state to another, in the order of the buttons; each name stands in an address. */
export const STEP_NAMES = ['opening', 'closure', 'reopening'] as const;
export type StepName = (typeof STEP_NAMES)[number];

type Step = { from: readonly StateName[]; to: StateName; event: EventKind };

export const STEPS: Readonly<Record<StepName, Step>> = {
  opening: { from: ['new'], to: 'open', event: 'opened' },
  closure: { from: ['new', 'open'], to: 'closed', event: 'closed' },
  reopening: { from: ['closed'], to: 'open', event: 'reopened' },
};

/** What can be done from a state; from one that is not known, nothing. */
export const stepsFrom = (state: OrUnknown<StateName>): StepName[] =>
  STEP_NAMES.filter(step => STEPS[step].from.some(name => name === state));
