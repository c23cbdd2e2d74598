import { defineConfig } from 'vitest/config';

/** `npm run test:engines`: in browsers that npm does not bring, so no part of `npm test`. */
export default defineConfig({
  test: {
    include: ['tests/engines/**/*.test.ts'],
    root: '.',
    // A browser at a time: each takes both cores of a small machine.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000, interval: 100 } },
    provide: { engine: 'sqlite', files: 'disk' },
    globalSetup: ['tests/support/assets.ts', 'tests/support/chromium-binary.ts'],
    setupFiles: ['tests/support/after-file.ts'],
  },
});
