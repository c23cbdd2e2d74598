/** How a text is told that may hold what not everybody is to see at once. */
export type Telling = (text: string) => string;
