import sharp, { type Sharp } from 'sharp';

/**
 * The picture made anew of what can be seen of it: nothing that stood beside its pixels comes along, not even its density, and
 * no colour that lies under full transparency, where a part that was blotted out may still be read. `frameHeight` is for
 * what moves, whose frames stand one below the other.
 */
export async function barePixels(picture: Sharp, frameHeight: number | null): Promise<Sharp> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels === 4) clearHidden(new Uint32Array(data.buffer, data.byteOffset, width * height));
  return sharp(data, {
    limitInputPixels: false,
    raw: { width, height, channels, ...(frameHeight !== null && { pageHeight: frameHeight }) },
  });
}

/** The byte of a pixel that says how opaque it is, wherever the machine puts a number's last byte. */
const [OPACITY = 0] = new Uint32Array(Uint8Array.of(0, 0, 0, 255).buffer);

function clearHidden(pixels: Uint32Array) {
  for (let at = 0; at < pixels.length; at++) if (((pixels[at] ?? 0) & OPACITY) === 0) pixels[at] = 0;
}
