import { Router } from 'express';
import { noteFileViews } from '../../tips/file-views.ts';
import { readTipFiles } from '../../tips/read.ts';
import type { AdminDeps } from './deps.ts';
import { distinctNames } from './file-names.ts';
import { tipNumber } from './forms.ts';
import { manifestOf } from './manifest.ts';
import { fileHeaders, pour } from './send-file.ts';
import type { StaffVisit, Visits } from './visit.ts';
import { createZip, type ZipEntry } from './zip.ts';

const MANIFEST = 'manifest.txt';

/** `/admin/tips/NUMBER/files.zip`: every file as it was sent, but for infected ones, and a list of them all. */
export function filesZipRoutes({ desk, settings }: AdminDeps, { forStaff }: Visits): Router {
  const { timeZone } = settings.newsroom;

  async function sendZip({ request, response, viewer, words, frame, now }: StaffVisit): Promise<void> {
    const number = tipNumber(request);
    const { receivedAt, files } = await readTipFiles(desk, viewer, number);
    const safe = files.filter(({ scan }) => scan.is !== 'infected');
    const names = distinctNames(
      safe.map(({ name }) => name),
      [MANIFEST],
    );
    const packed = safe.map((file, index) => ({ ...file, packedAs: names[index] ?? file.id }));
    const infected = files.filter(({ scan }) => scan.is === 'infected');
    const manifest = manifestOf(
      { number, receivedAt, packed, infected },
      { words, lang: frame.lang, now, timeZone },
    );
    const entries = packed.map(
      ({ id, packedAs, size }): ZipEntry => ({ name: packedAs, size, bytes: () => desk.files.pieces(id) }),
    );
    const zip = createZip([textEntry(MANIFEST, manifest), ...entries], receivedAt, timeZone);

    if (request.method !== 'HEAD') {
      await noteFileViews(
        desk,
        viewer,
        number,
        packed.map(({ id }) => id),
      );
    }
    response.set(fileHeaders({ name: words.desk.files.zipName(number), shownAs: null }));
    response.set({ 'Content-Type': 'application/zip', 'Content-Length': String(zip.size) });
    if (request.method === 'HEAD') return void response.end();
    await pour(zip.bytes(), response, zip.size);
  }

  return Router().get('/tips/:number/files.zip', forStaff(sendZip));
}

function textEntry(name: string, text: string): ZipEntry {
  const bytes = Buffer.from(text);
  return {
    name,
    size: bytes.length,
    async *bytes() {
      yield bytes;
    },
  };
}
