import { make } from '../../dom.ts';

/** Pixels of a side: sharp on a phone's screen. */
const SIDE = 112;

/** A file that cannot be drawn within so many milliseconds keeps its icon. */
const TIMEOUT = 5_000;

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
    video.src = address;
    try {
      await happens(video, 'loadedmetadata');
      // Firefox tells of loaded data before a frame can be drawn, and Safari draws none of a video that is neither played nor sought.
      video.currentTime = Math.min(0.1, (video.duration || 0) / 2);
      await happens(video, 'seeked');
      return await drawFrame(video);
    } finally {
      // Else its decoder is held until the rubbish is taken out, and a phone has few.
      video.removeAttribute('src');
      video.load();
    }
  });
}

/** Drawn again with each frame that comes, for what was drawn without one is an empty square. */
async function drawFrame(video: HTMLVideoElement): Promise<HTMLCanvasElement> {
  const canvas = shrink(video, video.videoWidth, video.videoHeight);
  if (!isEmpty(canvas)) return canvas;
  await nextFrame(video);
  return drawFrame(video);
}

function isEmpty(canvas: HTMLCanvasElement): boolean {
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, SIDE, SIDE).data ?? [];
  return pixels.every((value, index) => index % 4 < 3 || value === 0);
}

/** Firefox tells of frames from version 132 on. */
function nextFrame(video: HTMLVideoElement): Promise<void> {
  if (!('requestVideoFrameCallback' in video)) return happens(video, 'timeupdate');
  return within(resolve => video.requestVideoFrameCallback(() => resolve()));
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
  return within((resolve, reject) => {
    source.addEventListener(name, () => resolve(), { once: true });
    source.addEventListener('error', () => reject(new Error('not shown')), { once: true });
  });
}

type Wait = (resolve: () => void, reject: (error: Error) => void) => void;

function within(wait: Wait): Promise<void> {
  return new Promise((resolve, reject) => {
    wait(resolve, reject);
    setTimeout(() => reject(new Error('too slow')), TIMEOUT);
  });
}

/** Its middle fills the square. */
function shrink(source: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
  const side = Math.min(width, height);
  if (side === 0) throw new Error('nothing to see');
  const canvas = make('canvas', '', { width: SIDE, height: SIDE });
  canvas
    .getContext('2d')
    ?.drawImage(source, (width - side) / 2, (height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  return canvas;
}
