import sharp from 'sharp';
import type { Random } from '../random.ts';
import { type LoadContext, repeatedly } from './context.ts';
import { type Attachment, makeTip } from './made-tip.ts';
import { sendTip } from './send-tip.ts';

/** Milliseconds between two tips of one reader, at most. */
const PAUSE = 350;

/** Someone who sends tip after tip: text alone, or with files in the same post. */
export async function sendTips(context: LoadContext): Promise<void> {
  const { random } = context;
  const picture = await makePicture(random);
  await repeatedly(context, PAUSE, async () => {
    const attached = random.is(0.35)
      ? Array.from({ length: random.whole(1, 3) }, () => attachment(random, picture))
      : [];
    await sendTip(context, { tip: makeTip(random, attached), attached });
  });
}

function attachment(random: Random, picture: Buffer): Attachment {
  const name = `${random.pick(['사진', 'video', 'note 1'])} ${random.whole(1, 999)}`;
  // Behind the end of a picture anything may stand, so that no two files are alike.
  if (random.is(0.06))
    return { name: `${name}.jpg`, type: 'image/jpeg', bytes: Buffer.concat([picture, random.bytes(16)]) };
  const size = random.is(0.1) ? random.whole(60_000, 400_000) : random.whole(0, 30_000);
  return { name: `${name}.bin`, type: 'application/octet-stream', bytes: random.bytes(size) };
}

function makePicture(random: Random): Promise<Buffer> {
  const [width, height] = [64, 48];
  const raw = { width, height, channels: 3 } as const;
  return sharp(random.bytes(width * height * 3), { raw })
    .jpeg()
    .toBuffer();
}
