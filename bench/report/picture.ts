import { type Row, ratioOf } from './row.ts';

/** A bar for each rate that is held against something, as long as its ratio; the line is that with which it is compared. */
export function picture(rows: readonly Row[]): string {
  const shown = rows.filter(({ against, unit }) => against !== null && unit.endsWith('a second'));
  const [left, width, step] = [400, 260, 26];
  const height = shown.length * step + 56;
  // The rival is left far behind: by the logarithm, all fit.
  const scale = (ratio: number) => ((Math.log10(Math.min(Math.max(ratio, 0.05), 100)) + 1.31) / 3.31) * width;
  const bars = shown.map((row, index) => {
    const y = 40 + index * step;
    const ratio = ratioOf(row);
    return `<text x="${left - 12}" y="${y + 13}" text-anchor="end">${escaped(row.what)}</text>
<rect x="${left}" y="${y + 2}" width="${scale(ratio).toFixed(1)}" height="14" rx="3" class="bar"/>
<text x="${(left + scale(ratio) + 8).toFixed(1)}" y="${y + 13}" class="quiet">${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(2)} × ${escaped(row.against?.name ?? '')}</text>`;
  });
  const one = (left + scale(1)).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 ${height}" role="img" aria-label="Jebo against the limit of the machine and a naive rival">
<style>text{font:13px system-ui,sans-serif;fill:#16181d}.quiet{fill:#565c68}.bar{fill:#0b57d0}.one{stroke:#565c68;stroke-dasharray:3 3}.ground{fill:#fff}
@media (prefers-color-scheme:dark){text{fill:#e9ebef}.quiet{fill:#a7adba}.bar{fill:#8ab4f8}.one{stroke:#a7adba}.ground{fill:#0f1115}}</style>
<rect width="860" height="${height}" class="ground"/>
<text x="${one}" y="20" text-anchor="middle" class="quiet">as fast as the other</text>
<line x1="${one}" x2="${one}" y1="28" y2="${height - 12}" class="one"/>
${bars.join('\n')}
</svg>
`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
