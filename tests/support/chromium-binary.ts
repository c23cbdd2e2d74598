import packed from '@sparticuz/chromium';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser's program. */
    chromium: string;
  }
}

/** Unpacks the browser from npm before any test needs it, so that no two unpack it at once. */
export default async function chromiumBinary(project: TestProject) {
  project.provide('chromium', process.env['CHROME_PATH'] || (await packed.executablePath()));
}
