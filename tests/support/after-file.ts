import { afterAll } from 'vitest';
import { cleanUpAfterFile } from './cleanup.ts';

// Run anew for each file, also where files share a worker and with it `cleanup.ts`.
afterAll(cleanUpAfterFile);
