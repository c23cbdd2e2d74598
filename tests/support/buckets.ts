import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { inject } from 'vitest';
import { whenDone } from './cleanup.ts';
import type { Settings } from './settings.ts';

const REGION = 'us-east-1';

/** A bucket of a test's own, and how a test looks into it past the desk. */
type TestBucket = {
  /** What tells a desk to keep its files there; `endpoint` stands between, such as a bad line. */
  settings(endpoint?: string): Settings;
  endpoint: string;
  keys(): Promise<string[]>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  bytes(key: string): Promise<Buffer>;
};

/** Empty, and gone when the test has ended. */
export async function freshBucket(): Promise<TestBucket> {
  const server = new URL(inject('s3'));
  const credentials = { accessKeyId: decodeURIComponent(server.username), secretAccessKey: server.password };
  const client = new S3Client({
    endpoint: server.origin,
    region: REGION,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const Bucket = `jebo-test-${crypto.randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket }));
  const keys = async () => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    return Contents.flatMap(({ Key }) => Key ?? []);
  };
  whenDone(async () => {
    for (const Key of await keys()) await client.send(new DeleteObjectCommand({ Bucket, Key }));
    await client.send(new DeleteBucketCommand({ Bucket })).catch((error: Error) => {
      // Where parts of a file that a test left unfinished are in it, it stays.
      if (error.name !== 'BucketNotEmpty') throw error;
    });
    client.destroy();
  });
  return {
    endpoint: server.origin,
    settings: (endpoint = server.origin) => ({
      FILES_URL: `s3://${Bucket}?endpoint=${endpoint}&region=${REGION}`,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    }),
    keys,
    put: async (Key, Body) => void (await client.send(new PutObjectCommand({ Bucket, Key, Body }))),
    async bytes(Key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
  };
}

/** The settings of a place for files without any, as the test is run: the data folder, or a bucket (`TEST_FILES=s3`). */
export const freshFilesSettings = async (): Promise<Settings> =>
  inject('files') === 's3' ? (await freshBucket()).settings() : {};
