import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { runPackageScript } from './package-script.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the compiled server and its commands stand. */
    dist: string;
  }
}

/** Compiles what has changed since the last time, for tests that start the real server. */
export default async function dist(project: TestProject) {
  await runPackageScript('compile');
  project.provide('dist', join(import.meta.dirname, '../../dist'));
}
