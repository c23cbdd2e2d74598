/** The browser tab's picture: a slip of paper that speaks, in the accent. Read as a shape at 16 pixels. */
export const drawIcon = (accent: string): string =>
  [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
    `<path fill="${accent}" d="M6 3h20a4 4 0 0 1 4 4v13a4 4 0 0 1-4 4H16l-7 6v-6H6a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4Z"/>`,
    '<path fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" d="M9 10.5h14M9 16.5h9"/>',
    '</svg>',
  ].join('');
