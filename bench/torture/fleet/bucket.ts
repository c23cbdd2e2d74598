import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import type { KeptFile } from '../checks/observed.ts';
import { startGate } from './gate.ts';

/** Where the files of all are, behind a gate. */
export type Bucket = {
  settings: Readonly<Record<string, string>>;
  /** From now on it refuses everybody, until it is mended. */
  refuse(): void;
  mend(): void;
  /** What stands in it, by ids, past the gate. */
  files(): Promise<Map<string, KeptFile>>;
  close(): Promise<void>;
};

const NAME = 'jebo-torture';
const REGION = 'us-east-1';
const credentials = { accessKeyId: 'torture', secretAccessKey: 'a secret for torture' };

export async function startBucket(): Promise<Bucket> {
  const server = await startFauxqs({ port: 0, logger: false });
  server.createBucket(NAME);
  const gate = await startGate(server.port);
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${server.port}`,
    region: REGION,
    credentials,
    forcePathStyle: true,
  });
  return {
    settings: {
      FILES_URL: `s3://${NAME}?endpoint=http://127.0.0.1:${gate.port}&region=${REGION}`,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    refuse: gate.shut,
    mend: gate.open,
    files: () => filesIn(client),
    async close() {
      client.destroy();
      await gate.close();
      await server.stop();
    },
  };
}

async function filesIn(client: S3Client): Promise<Map<string, KeptFile>> {
  const found = new Map<string, KeptFile>();
  let from: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket: NAME, ContinuationToken: from }));
    for (const { Key: key = '', Size: size = 0 } of page.Contents ?? []) {
      const [folder, , last = ''] = key.split('/');
      const isWhole = folder === 'files';
      // What is on its way stands in a folder of the file's.
      const id = isWhole ? last : (key.split('/')[1] ?? '');
      if (isWhole || !found.has(id)) found.set(id, { size, isWhole, bytes: () => bytesOf(client, key) });
    }
    from = page.NextContinuationToken;
  } while (from !== undefined);
  return found;
}

async function* bytesOf(client: S3Client, key: string): AsyncGenerator<Uint8Array> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: NAME, Key: key }));
  if (Body === undefined) throw new Error(`${key} has no bytes`);
  yield* Body.transformToWebStream();
}
