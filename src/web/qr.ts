import type { QrDrawing } from '../../views/reader/official.tsx';

/** Modules of white around a QR code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** On a phone's screen, or printed as large as a stamp. */
const LEVEL = { errorCorrectionLevel: 'M', margin: QUIET_ZONE } as const;

// What draws it is loaded where something is drawn: a desk without a link need not have it.

/** For print: some 25 pixels a module. */
export async function qrPng(text: string): Promise<Buffer> {
  const { toBuffer } = await import('qrcode');
  return toBuffer(text, { ...LEVEL, type: 'png', width: 1_024 });
}

export async function qrSvg(text: string): Promise<string> {
  const { toString: draw } = await import('qrcode');
  return draw(text, { ...LEVEL, type: 'svg' });
}

/** Each run of dark modules in a row becomes one flat rectangle. */
export async function drawQr(text: string): Promise<QrDrawing> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const isDark = (x: number, y: number) => modules.get(y, x) !== 0;
  let path = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      const start = x;
      while (x < modules.size && isDark(x, y)) x += 1;
      if (x > start) path += `M${start + QUIET_ZONE} ${y + QUIET_ZONE}h${x - start}v1h-${x - start}z`;
    }
  }
  return { size: modules.size + 2 * QUIET_ZONE, path };
}
