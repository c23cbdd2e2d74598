import { sessionValue } from '../session/session-value.ts';

/** What a reload leaves of a file: the page loses the file itself. */
export type KeptUpload = {
  name: string;
  size: number;
  type: string;
  digest: string | null;
  url: string | null;
  arrived: number;
  isDone: boolean;
};

const kept = sessionValue<readonly KeptUpload[]>('uploads');

export const keepUploads = (uploads: readonly KeptUpload[]): void =>
  kept.write(uploads.length === 0 ? null : uploads);

export const keptUploads = (): readonly KeptUpload[] => kept.read() ?? [];
