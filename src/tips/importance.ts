/** How important a tip can be; most are 0. */
export const IMPORTANCES = [0, 1, 2] as const;
export type Importance = (typeof IMPORTANCES)[number];

/** As a row or an event says it; one that this version does not know counts as the highest that it knows. */
export const readImportance = (value: number): Importance => (value <= 0 ? 0 : value === 1 ? 1 : 2);
