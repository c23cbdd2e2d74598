/** Pixels of a side: sharp on a phone's screen. */
const SIDE = 112;

/** What tells nothing for so long, in milliseconds, is left to its icon. */
const PATIENCE = 5_000;

/** Pixels: a picture is decoded whole, at four bytes each, however small it is drawn. */
const MOST = 40_000_000;

/** One after another: ten photos of a phone decoded at once would fill its memory. */
let last: Promise<unknown> = Promise.resolve();

/** A small picture of a photo or a video; null for what the browser cannot draw, such as HEIC in most. */
export function previewOf(file: File): Promise<HTMLCanvasElement | null> {
  const draw = () => (file.type.startsWith('image/') ? drawImage(file) : drawVideo(file)).catch(() => null);
  const isDrawable = /^(image|video)\//.test(file.type);
  const preview = isDrawable ? last.then(draw) : Promise.resolve(null);
  last = preview;
  return preview;
}

async function drawImage(file: File): Promise<HTMLCanvasElement> {
  const image = new Image();
  return withAddress(file, async address => {
    image.src = address;
    // Its size is known then; it is decoded only to be drawn.
    await happens(image, 'load');
    if (image.naturalWidth * image.naturalHeight > MOST) throw new Error('too large to draw');
    return shrink(image, image.naturalWidth, image.naturalHeight);
  });
}

async function drawVideo(file: File): Promise<HTMLCanvasElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.preload = 'auto';
  return withAddress(file, async address => {
    // Safari shows nothing of a video that is neither played nor sought.
    video.src = `${address}#t=0.1`;
    try {
      await happens(video, 'loadeddata');
      return shrink(video, video.videoWidth, video.videoHeight);
    } finally {
      // Else its decoder is held until the rubbish is taken out, and a phone has few.
      video.removeAttribute('src');
      video.load();
    }
  });
}

async function withAddress<T>(file: File, work: (address: string) => Promise<T>): Promise<T> {
  const address = URL.createObjectURL(file);
  try {
    return await work(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function happens(source: HTMLImageElement | HTMLVideoElement, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    source.addEventListener(name, () => resolve(), { once: true });
    source.addEventListener('error', () => reject(new Error('not shown')), { once: true });
    setTimeout(() => reject(new Error('too slow')), PATIENCE);
  });
}

/** Its middle fills the square. */
function shrink(source: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
  const side = Math.min(width, height);
  if (side === 0) throw new Error('nothing to see');
  const canvas = Object.assign(document.createElement('canvas'), { width: SIDE, height: SIDE });
  canvas
    .getContext('2d')
    ?.drawImage(source, (width - side) / 2, (height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  return canvas;
}
