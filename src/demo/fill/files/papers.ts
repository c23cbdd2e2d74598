import type { Random } from '../random.ts';

/** A page of a PDF (ISO 32000-1, 7.5) with a few lines of plain letters. */
function pdfOf(lines: readonly string[]): Buffer {
  const text = lines.map((line, index) => `1 0 0 1 60 ${760 - index * 22} Tm (${line}) Tj`).join('\n');
  const stream = `BT /F1 13 Tf\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(place).padStart(10, '0');
  });
  const table = places.map(place => `${place} 00000 n \n`).join('');
  return Buffer.from(
    `${body}xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
  );
}

/** A shift plan in made figures. */
export const shiftPlan = (random: Random): Buffer =>
  pdfOf([
    'SHIFT PLAN (made for the demo)',
    ...Array.from(
      { length: 14 },
      (_, day) =>
        `Night ${day + 1}:  planned 2   present ${random.between(1, 2)}   patients ${random.between(19, 27)}`,
    ),
  ]);

/** Payments in made figures. */
export const payments = (random: Random): Buffer =>
  Buffer.from(
    `\uFEFF날짜,금액,메모\n${Array.from({ length: 24 }, (_, month) => `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-25,${random.between(30, 90) * 10_000},보기로 만든 값`).join('\n')}\n`,
  );

/** What was said, as one writes it down. */
export const memo = (random: Random): Buffer =>
  Buffer.from(
    `통화 메모 (데모용으로 지어낸 글)\n\n오후 ${random.between(1, 9)}시 ${random.between(10, 59)}분\n- "신고하지 말고 회사 차로 가라"\n- "서류는 나중에 맞추자"\n- 들은 사람: 두 명\n`,
  );

/** Begins as a Windows program does, and does nothing: what staff must not open is told by its content. */
export const fakePicture = (): Buffer => {
  const bytes = Buffer.alloc(1_024);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80, 'latin1');
  return bytes;
};
