/** Milliseconds. Generous, for a loaded machine: whoever waits so long for one thing waits for what never comes. */
export const PATIENCE = 60_000;
