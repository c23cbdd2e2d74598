/** `npm run test:all`, for before a release: every combination, and tortures at their full length. */
export const isAll = process.env['TEST_ALL'] === '1';
