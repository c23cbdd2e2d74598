/** Who asks. Every question that staff ask of the data takes one; today all see all, later roles live here. */
export type Viewer = { staffId: string; email: string };
