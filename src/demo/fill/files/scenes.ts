import type { Random } from '../random.ts';

/** What a photo of the demo shows: drawn, and plainly so. */
const SCENES = ['fire', 'flood', 'subway', 'hospital', 'product', 'crack', 'sinkhole', 'river'] as const;
export type Scene = (typeof SCENES)[number];

const WIDTH = 1_280;
const HEIGHT = 960;
/** Large enough to look at, small enough to be drawn in a tenth of a second. */
const SCALE = 0.75;

const many = (count: number, draw: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');
const sky = (top: string, bottom: string) =>
  `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient><filter id="soft"><feGaussianBlur stdDeviation="26"/></filter><filter id="dim"><feGaussianBlur stdDeviation="3"/></filter></defs><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>`;

const buildings = (random: Random, ground: number, wall: string, light: string) =>
  many(8, index => {
    const [x, height] = [index * 170 - 40 + random.between(-20, 20), random.between(180, 460)];
    const windows = many(18, at => {
      const [column, row] = [at % 3, Math.floor(at / 3)];
      const isLit = random.chance(0.45) && row * 62 + 50 < height;
      return isLit
        ? `<rect x="${x + 18 + column * 46}" y="${ground - height + 24 + row * 62}" width="26" height="34" fill="${light}"/>`
        : '';
    });
    return `<rect x="${x}" y="${ground - height}" width="158" height="${height}" fill="${wall}"/>${windows}`;
  });

const crowd = (random: Random, count: number, from: number, colour: string) =>
  many(count, () => {
    const [x, y, size] = [
      random.between(-20, WIDTH),
      random.between(from, HEIGHT - 60),
      random.between(34, 70),
    ];
    return `<g fill="${colour}" opacity="${0.55 + random.next() * 0.45}"><circle cx="${x}" cy="${y}" r="${size / 2}"/><rect x="${x - size * 0.8}" y="${y + size * 0.5}" width="${size * 1.6}" height="${size * 4}" rx="${size * 0.7}"/></g>`;
  });

const blots = (
  random: Random,
  {
    count,
    colour,
    box: [x, y, wide, high],
    least,
    most,
  }: {
    count: number;
    colour: string;
    box: readonly [number, number, number, number];
    least: number;
    most: number;
  },
) =>
  many(count, () => {
    const radius = random.between(least, most);
    return `<ellipse cx="${x + random.between(0, wide)}" cy="${y + random.between(0, high)}" rx="${radius}" ry="${radius * (0.5 + random.next())}" fill="${colour}" opacity="${0.25 + random.next() * 0.6}"/>`;
  });

const zigzag = (random: Random, x: number, from: number, to: number) =>
  Array.from(
    { length: 14 },
    (_, index) => `${x + index * 9 + random.between(-34, 34)},${from + ((to - from) / 13) * index}`,
  ).join(' ');

/** Each draws on a sheet of 1280 × 960. */
const DRAW: Readonly<Record<Scene, (random: Random) => string>> = {
  fire: random =>
    `${sky('#10131f', '#5b2a1a')}${buildings(random, 760, '#191b22', '#d9b36a')}<rect y="740" width="1280" height="220" fill="#0d0d10"/><g filter="url(#soft)">${blots(random, { count: 22, colour: '#6d6a68', box: [380, 20, 560, 380], least: 50, most: 150 })}${blots(random, { count: 26, colour: '#ff7a1a', box: [440, 380, 380, 330], least: 24, most: 90 })}${blots(random, { count: 14, colour: '#ffe08a', box: [520, 520, 220, 180], least: 14, most: 46 })}</g>`,
  flood: random =>
    `${sky('#8d98a3', '#c4c8c8')}${buildings(random, 560, '#6b6f73', '#aeb6ba')}<rect y="540" width="1280" height="420" fill="#86714f"/>${many(26, () => `<path d="M${random.between(-80, 1200)} ${random.between(560, 940)} q 60 -14 120 0 t 120 0" stroke="#a8946f" stroke-width="5" fill="none" opacity="0.6"/>`)}${many(3, index => `<g transform="translate(${160 + index * 380 + random.between(-60, 60)} ${600 + index * 70})"><rect x="40" y="-64" width="140" height="70" rx="26" fill="#2c3440"/><rect width="230" height="66" rx="20" fill="${random.pick(['#b9c1c9', '#49627e', '#8c2f2b'])}"/><rect y="40" x="-10" width="250" height="40" fill="#86714f"/></g>`)}${many(
      70,
      () => {
        const [x, y] = [random.between(0, 1280), random.between(0, 900)];
        return `<line x1="${x}" y1="${y}" x2="${x - 14}" y2="${y + 46}" stroke="#eef2f4" stroke-width="2" opacity="0.5"/>`;
      },
    )}`,
  subway: random =>
    `${sky('#d8dadb', '#a9adb0')}<rect y="120" width="1280" height="360" fill="#3f7f5b"/>${many(7, index => `<rect x="${30 + index * 180}" y="180" width="140" height="170" rx="14" fill="#dfe9ea"/>`)}<rect y="470" width="1280" height="40" fill="#e5c33b"/><rect y="510" width="1280" height="450" fill="#8d9093"/>${crowd(random, 46, 430, '#22262c')}`,
  hospital: random =>
    `${sky('#eef3f3', '#dfe6e6')}<path d="M0 960 L460 420 L820 420 L1280 960Z" fill="#c6d2d0"/><rect x="460" y="190" width="360" height="232" fill="#b7c6c6"/>${many(5, index => `<rect x="${540 - index * 20}" y="${40 + index * 26}" width="${200 + index * 40}" height="8" fill="#ffffff"/>`)}${many(6, index => `<rect x="${20 + index * 60}" y="${840 - index * 70}" width="${150 - index * 12}" height="${52 - index * 4}" rx="8" fill="#5f8aa3"/>`)}${crowd(random, 9, 520, '#46525c')}`,
  product: random =>
    `${sky('#bda98a', '#a08a69')}<ellipse cx="640" cy="700" rx="520" ry="170" fill="#7c6748" opacity="0.5"/><rect x="330" y="220" width="620" height="440" rx="34" fill="${random.pick(['#d8e4ea', '#f0e3c2', '#e9d5d5'])}"/><rect x="380" y="280" width="520" height="320" rx="24" fill="#e6b96f"/><g filter="url(#dim)">${blots(random, { count: 30, colour: '#3e5a3a', box: [420, 320, 420, 230], least: 8, most: 40 })}${blots(random, { count: 16, colour: '#e8efe6', box: [420, 320, 420, 230], least: 6, most: 24 })}</g>`,
  crack: random =>
    `${sky('#c9c4ba', '#aaa59b')}${blots(random, { count: 60, colour: '#98938a', box: [0, 0, 1280, 960], least: 4, most: 40 })}${many(2, index => `<polyline points="${zigzag(random, 380 + index * 330, 30, 930)}" fill="none" stroke="#2f2c29" stroke-width="${9 - index * 4}"/>`)}<rect x="880" y="420" width="60" height="400" fill="#f0d35b"/>${many(16, index => `<rect x="880" y="${432 + index * 24}" width="${index % 4 === 0 ? 40 : 22}" height="4" fill="#2f2c29"/>`)}`,
  sinkhole: random =>
    `${sky('#b9c7d4', '#d8dcdc')}${buildings(random, 430, '#8c9094', '#c8d3da')}<rect y="420" width="1280" height="540" fill="#6f7174"/><path d="M560 420 L470 960 M760 420 L860 960" stroke="#e7e3d2" stroke-width="14" stroke-dasharray="70 50"/><ellipse cx="640" cy="720" rx="${random.between(230, 320)}" ry="120" fill="#2a2522"/><ellipse cx="650" cy="742" rx="220" ry="80" fill="#120f0d"/>${many(5, () => `<path transform="translate(${random.between(180, 1080)} ${random.between(560, 800)})" d="M0 0 L34 92 L-34 92Z" fill="#e5642a"/>`)}`,
  river: random =>
    `${sky('#aebfae', '#c9d2bd')}<rect y="240" width="1280" height="130" fill="#6f8656"/><rect y="360" width="1280" height="600" fill="#7b8a7d"/><g filter="url(#dim)">${blots(random, { count: 46, colour: '#e9ebe4', box: [0, 420, 1280, 460], least: 10, most: 60 })}</g>${many(24, () => `<g transform="translate(${random.between(40, 1240)} ${random.between(430, 930)}) rotate(${random.between(-40, 40)})" fill="#d9dedb"><ellipse rx="36" ry="11"/><path d="M32 0 L56 -13 L56 13Z"/></g>`)}`,
};

/** The scene as SVG. */
export const drawScene = (scene: Scene, random: Random): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH * SCALE}" height="${HEIGHT * SCALE}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${DRAW[scene](random)}</svg>`;
