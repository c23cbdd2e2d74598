import { createDesk } from './desk.ts';
import { develop } from './develop.ts';
import { startWatch } from './watch.ts';

// What a decoder does happens here and nowhere else: this process may be ended at any time.
process.once('disconnect', () => process.exit());
const mostMemory = Number(process.argv[2]);
startWatch(mostMemory);

const desk = createDesk();
desk.say({ is: 'ready' });
for (;;) {
  const broken = await develop(desk, await desk.nextFile());
  desk.say({ is: 'done', broken, worn: process.memoryUsage.rss() > mostMemory / 4 });
}
