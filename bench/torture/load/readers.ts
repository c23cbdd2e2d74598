import sharp from 'sharp';
import type { Chance } from '../chance.ts';
import { type Field, keepOn } from './field.ts';
import { type Attachment, makeTip } from './made-tip.ts';
import { sendTip } from './send-tip.ts';

/** Milliseconds between two tips of one reader, at most. */
const PAUSE = 350;

/** Someone who sends tip after tip: text alone, or with files in the same post. */
export async function sendTips(field: Field): Promise<void> {
  const { chance } = field;
  const picture = await makePicture(chance);
  await keepOn(field, PAUSE, async () => {
    const attached = chance.is(0.35)
      ? Array.from({ length: chance.whole(1, 3) }, () => attachment(chance, picture))
      : [];
    await sendTip(field, { tip: makeTip(chance, attached), attached });
  });
}

function attachment(chance: Chance, picture: Buffer): Attachment {
  const name = `${chance.pick(['사진', 'video', 'note 1'])} ${chance.whole(1, 999)}`;
  // Behind the end of a picture anything may stand, so that no two files are alike.
  if (chance.is(0.06))
    return { name: `${name}.jpg`, type: 'image/jpeg', bytes: Buffer.concat([picture, chance.bytes(16)]) };
  const size = chance.is(0.1) ? chance.whole(60_000, 400_000) : chance.whole(0, 30_000);
  return { name: `${name}.bin`, type: 'application/octet-stream', bytes: chance.bytes(size) };
}

function makePicture(chance: Chance): Promise<Buffer> {
  const [width, height] = [64, 48];
  const raw = { width, height, channels: 3 } as const;
  return sharp(chance.bytes(width * height * 3), { raw })
    .jpeg()
    .toBuffer();
}
