import { inspect } from './inspect.ts';
import { connectToParent } from './parent.ts';
import { prepare } from './prepare.ts';
import { isWorn } from './worn.ts';

// What a decoder does happens here and nowhere else: this process may be ended at any time.
process.once('disconnect', () => process.exit());
const mostMemory = Number(process.argv[2]);
await prepare(mostMemory);

const parent = connectToParent();
parent.send({ is: 'ready' });
for (;;) {
  const broken = await inspect(parent, await parent.nextFile());
  parent.send({ is: 'done', broken, worn: isWorn(mostMemory) });
}
