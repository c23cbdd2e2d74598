import { crc32 } from 'node:zlib';
import type { Router } from 'express';
import { noteFileViews } from '../../../tips/history/file-views.ts';
import { readCrc32 } from '../../../tips/read/file-checksum.ts';
import { readTipFiles } from '../../../tips/read/read-tip.ts';
import { isFileOpened } from '../../../tips/tip.ts';
import { distinctNames } from '../../http/files/file-names.ts';
import { fileHeaders, sendPieces } from '../../http/files/send-file.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { tipNumber } from '../forms.ts';
import type { Handlers, StaffRequest } from '../request.ts';
import { manifestOf } from './manifest.ts';
import { createZip, type ZipEntry } from './zip.ts';

const MANIFEST = 'manifest.txt';

/** `/admin/tips/NUMBER/files.zip`: every file as it was sent, but for infected ones and those that do not open, and a list of them all. */
export function filesZipRoutes(context: StaffContext, { forStaff }: Handlers): Router {
  const { timeZone } = context.settings.newsroom;

  async function sendZip(request: StaffRequest): Promise<void> {
    const { raw, response, viewer, words, frame, now } = request;
    const number = tipNumber(request);
    const { receivedAt, files } = await readTipFiles(context, viewer, number);
    const infected = files.filter(({ scan }) => scan.is === 'infected');
    const unopened = files.filter(file => !isFileOpened(file) && !infected.includes(file));
    const safe = files.filter(file => !infected.includes(file) && !unopened.includes(file));
    const names = distinctNames(
      safe.map(({ name }) => name),
      [MANIFEST],
    );
    const packed = safe.map((file, index) => ({ ...file, packedAs: names[index] ?? file.id }));
    const manifest = manifestOf(
      { number, receivedAt, packed, infected, unopened },
      { words, lang: frame.lang, now, timeZone },
    );
    const entries = packed.map(
      (file): ZipEntry => ({
        ...{ name: file.packedAs, size: file.size },
        crc32: () => readCrc32(context, file),
        bytes: () => context.files.pieces(file),
      }),
    );
    const zip = createZip([textEntry(MANIFEST, manifest), ...entries], receivedAt, timeZone);

    if (raw.method !== 'HEAD') {
      await noteFileViews(
        context,
        viewer,
        number,
        packed.map(({ id }) => id),
      );
    }
    response.set(fileHeaders({ name: words.staff.files.zipName(number), shownAs: null }));
    response.set({ 'Content-Type': 'application/zip', 'Content-Length': String(zip.size) });
    if (raw.method === 'HEAD') return void response.end();
    await sendPieces(zip.bytes(), response, zip.size);
  }

  return createRouter().get('/tips/:number/files.zip', forStaff(sendZip));
}

function textEntry(name: string, text: string): ZipEntry {
  const bytes = Buffer.from(text);
  return {
    name,
    size: bytes.length,
    crc32: () => crc32(bytes),
    async *bytes() {
      yield bytes;
    },
  };
}
