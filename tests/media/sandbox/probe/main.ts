// Loads what the sandbox loads, gives up what it gives up, and then tries what a decoder shall not.
import '../../../../src/media/decoders/inspect.ts';
import { connectToParent } from '../../../../src/media/decoders/parent.ts';
import { prepare } from '../../../../src/media/decoders/prepare.ts';
import { attemptAll, outside } from './attempts.ts';

// Where Node forbids nothing, it stands for machine code: the system alone is in its way.
if (process.permission !== undefined) await prepare(Number(process.argv[2]));
const parent = connectToParent();
parent.send({ is: 'ready' });
const { claimedType } = await parent.nextFile();
const done = await attemptAll(outside.parse(JSON.parse(claimedType)));
await parent.keep('thumbnail', 'application/json', Buffer.from(JSON.stringify(done)));
