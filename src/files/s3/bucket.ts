import { addAbortSignal, Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandInput,
  type ListMultipartUploadsOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { Config } from '../../config/config.ts';
import { nullIfMissing } from '../../disk.ts';
import { bytesOf } from '../write-stream.ts';
import { answerOf, answersOf, isNamed, required } from './s3-errors.ts';

export type S3Settings = Extract<Config['files'], { kept: 's3' }>;

/** What S3 knows a part by. */
type PartTag = { number: number; etag: string };

/**
 * In milliseconds: one request with all its repetitions, up to its answer; until many parts are one, which Amazon says may
 * take minutes; to connect; and without a sign of life.
 */
const PATIENCE = 30_000;
const COMPLETES_WITHIN = 5 * 60_000;
const CONNECTS_WITHIN = 3_000;
const SILENT_AT_MOST = 60_000;
/** Bytes in a millisecond that a line to S3 brings at the least for each object on its way: 64 kB a second. */
const SLOWEST = 64;
/** Films that staff look at hold a connection each; what readers send must not wait for them. */
const CONNECTIONS = 500;

/** One bucket, by the requests that every S3 knows. They reject with {@link StoreAway}, or with ENOENT. */
export type Bucket = ReturnType<typeof openBucket>;

/** `attempts`: how often a request is made that is refused for now, or breaks. */
export function openBucket(settings: S3Settings, attempts: number) {
  const { bucket: Bucket } = settings;
  const client = connect(settings, attempts);
  return {
    async put(Key: string, Body: Uint8Array): Promise<void> {
      await answerOf(client.send(new PutObjectCommand({ Bucket, Key, Body }), within(patienceFor(Body))));
    },
    /** From byte `start` to byte `end`, or to the last one. */
    get: (key: string, range: OpenRange, signal?: AbortSignal) => get(client, { Bucket, key, range, signal }),
    /** In bytes; null when there is no such object. */
    async sizeOf(Key: string): Promise<number | null> {
      const head = answerOf(client.send(new HeadObjectCommand({ Bucket, Key }), within()));
      const found = await head.catch(nullIfMissing);
      return found === null ? null : required(found.ContentLength);
    },
    async remove(Key: string): Promise<void> {
      await answerOf(client.send(new DeleteObjectCommand({ Bucket, Key }), within()));
    },
    list: (prefix: string) => list(client, Bucket, prefix),
    multipart: multipartOf(client, Bucket),
    close: () => client.destroy(),
  };
}

const patienceFor = (body: Uint8Array) => PATIENCE + body.length / SLOWEST;

const within = (patience = PATIENCE) => ({ abortSignal: AbortSignal.timeout(Math.ceil(patience)) });

function connect({ endpoint, region, credentials }: S3Settings, maxAttempts: number): S3Client {
  const agent = { keepAlive: true, maxSockets: CONNECTIONS };
  return new S3Client({
    region,
    // A bucket's own host name is Amazon's; servers of one's own seldom have one for each.
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    ...(credentials !== null && { credentials }),
    maxAttempts,
    // What is sent is signed by its SHA-256 already; the CRC32 that would come behind it some servers do not understand.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECTS_WITHIN,
      socketTimeout: SILENT_AT_MOST,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
}

type OpenRange = { start: number; end?: number | undefined };
type Get = { Bucket: string; key: string; range: OpenRange; signal: AbortSignal | undefined };

async function* get(client: S3Client, { Bucket, key, range, signal }: Get): AsyncGenerator<Uint8Array> {
  const waiting = new AbortController();
  const patience = setTimeout(() => waiting.abort(), PATIENCE);
  const abortSignal = AbortSignal.any([waiting.signal, ...(signal === undefined ? [] : [signal])]);
  // An empty object has no range that could be asked for.
  const isWhole = range.start === 0 && range.end === undefined;
  const Range = `bytes=${range.start}-${range.end ?? ''}`;
  const asked = client.send(new GetObjectCommand({ Bucket, Key: key, ...(!isWhole && { Range }) }), {
    abortSignal,
  });
  const answer = await unlessBehind(asked).finally(() => clearTimeout(patience));
  if (!(answer?.Body instanceof Readable)) return;
  const { Body } = answer;
  yield* answersOf(bytesOf(signal === undefined ? Body : addAbortSignal(signal, Body)));
}

/** Undefined where an object ends before the range that was asked for, as a file on a disk gives no bytes there. */
async function unlessBehind<T>(answer: Promise<T>): Promise<T | undefined> {
  return answerOf(
    answer.catch((error: unknown) => (isNamed(error, 'InvalidRange') ? undefined : Promise.reject(error))),
  );
}

async function* list(client: S3Client, Bucket: string, Prefix: string) {
  let next: string | undefined;
  do {
    const page = await answerOf(
      client.send(
        new ListObjectsV2Command({ Bucket, Prefix, ...(next && { ContinuationToken: next }) }),
        within(),
      ),
    );
    for (const { Key, LastModified } of page.Contents ?? [])
      yield { key: required(Key), writtenAt: required(LastModified).getTime() };
    next = page.NextContinuationToken;
  } while (next !== undefined);
}

/** Objects that come in parts: each of at least 5 MiB but for the last one, and 10,000 at most. */
function multipartOf(client: S3Client, Bucket: string) {
  return {
    /** Resolves with the id by which S3 knows it from now on. */
    async begin(Key: string): Promise<string> {
      const begun = await answerOf(client.send(new CreateMultipartUploadCommand({ Bucket, Key }), within()));
      return required(begun.UploadId);
    },
    /** A part that comes again takes the place of the one before. Resolves with its ETag. */
    async put(Key: string, UploadId: string, PartNumber: number, Body: Uint8Array): Promise<string> {
      const part = { Bucket, Key, UploadId, PartNumber, Body };
      return required(
        (await answerOf(client.send(new UploadPartCommand(part), within(patienceFor(Body))))).ETag,
      );
    },
    /** False: nobody knows of it, as when it was completed before. */
    async complete(Key: string, UploadId: string, parts: readonly PartTag[]): Promise<boolean> {
      const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
      const whole = { Bucket, Key, UploadId, MultipartUpload: { Parts } };
      return unlessUnknown(client.send(new CompleteMultipartUploadCommand(whole), within(COMPLETES_WITHIN)));
    },
    /** Its parts are gone; one that is unknown is no error. */
    async abort(Key: string, UploadId: string): Promise<void> {
      await unlessUnknown(client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), within()));
    },
    list: (prefix: string) => listMultipart(client, Bucket, prefix),
  };
}

async function unlessUnknown(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (isNamed(error, 'NoSuchUpload')) return false;
    return answerOf(Promise.reject(error));
  }
}

/**
 * Those that were begun and have not ended. Some servers do not list them, or answer with the objects instead, without a mark from
 * which to go on: then these are none.
 */
async function* listMultipart(client: S3Client, Bucket: string, Prefix: string) {
  let page: ListMultipartUploadsOutput | null = {};
  do {
    const from = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    page = await askForMultipart(client, { Bucket, Prefix, ...from });
    for (const { Key, UploadId, Initiated } of page?.Uploads ?? []) {
      const writtenAt = required(Initiated).getTime();
      yield { key: required(Key), uploadId: required(UploadId), writtenAt };
    }
  } while (page?.IsTruncated && page.NextKeyMarker !== undefined);
}

async function askForMultipart(client: S3Client, question: ListMultipartUploadsCommandInput) {
  const answer = client.send(new ListMultipartUploadsCommand(question), within());
  return answer.catch((error: unknown) =>
    isNamed(error, 'NotImplemented') ? null : answerOf(Promise.reject(error)),
  );
}
