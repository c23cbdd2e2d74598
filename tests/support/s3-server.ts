import { startFauxqs } from 'fauxqs';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** An S3 server on which buckets may be made, as `http://key:secret@host:port`. */
    s3: string;
    /** Where desks under test keep their files. */
    files: 'disk' | 's3';
  }
}

/** One S3 server for all tests: that of `TEST_S3_URL` where it is set, else a small one within this process. */
export default async function s3Server(project: TestProject) {
  const given = process.env['TEST_S3_URL'];
  if (given) return void project.provide('s3', given);
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  project.provide('s3', `http://key:secret@127.0.0.1:${server.port}`);
  return () => server.stop();
}
