import { compareProcessor, compareRates } from '../compare.ts';
import type { Load } from '../load.ts';
import type { Row } from '../report/row.ts';
import { startBareExpress, startDesk } from '../servers.ts';
import { bytesOf } from '../transfers.ts';

const CLIENTS = 50;
const LEAST = 0.8;

const plain: Load = { path: '/?lang=ko', method: 'GET' };
/** As every browser asks for it. */
const packed: Load = { ...plain, headers: { 'Accept-Encoding': 'gzip, deflate, br, zstd' } };

/** The form, against Express alone sending the same bytes. */
export async function measureForm(): Promise<Row[]> {
  const desk = await startDesk();
  const page = await bytesOf(`${desk.origin}${plain.path}`);
  const packedPage = await bytesOf(`${desk.origin}${packed.path}`, packed.headers);
  const bare = await startBareExpress({ page, packedPage });
  const of = { name: 'Express alone', desk, other: bare, clients: CLIENTS };
  try {
    return [
      await compareRates({ ...of, what: `form page, ${CLIENTS} clients`, load: plain, least: LEAST }),
      await compareRates({
        ...of,
        what: `form page as browsers ask for it (packed), ${CLIENTS} clients`,
        load: packed,
        least: LEAST,
      }),
      await compareProcessor({
        ...of,
        what: 'processor for a form page, packed',
        load: packed,
      }),
    ];
  } finally {
    await Promise.all([desk.stop(), bare.stop()]);
  }
}
