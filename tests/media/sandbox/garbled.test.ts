import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { startProcess } from '../../../src/media/sandbox/sandbox-process.ts';
import { inspectWithin } from '../../../src/media/sandbox/session.ts';
import { whenDone } from '../../support/cleanup.ts';

const limits = { time: 20_000, memory: 1e9 };
const confinement = { limits: false, user: null, walls: null };

it.each(['nonsense', 'too much at once', 'a second thumbnail', 'a copy in the middle of a thumbnail'])(
  'A sandbox that says %s is ended, and is one that was lost',
  async claimedType => {
    const process = startProcess({ ...limits, confinement }, join(import.meta.dirname, 'garbling.ts'));
    whenDone(() => process.kill('stopped'));
    await process.receive();
    const kept: number[] = [];
    const inspected = inspectWithin(limits, process, {
      original: { size: 1, claimedType, read: () => Readable.from([]) },
      async keep(_made, _type, bytes) {
        kept.push((await buffer(bytes)).length);
        return null;
      },
      signal: new AbortController().signal,
    });

    await expect(inspected).rejects.toMatchObject({
      name: 'SandboxLost',
      facts: { type: 'image/png', details: {}, shortfall: null },
    });
    expect(kept).toEqual(claimedType === 'a second thumbnail' ? [3] : []);
    expect(process.isFit()).toBe(false);
    await process.ended;
  },
);
