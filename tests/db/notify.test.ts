import { expect, test } from 'vitest';
import { freshDatabase } from '../support/databases.ts';

test('what a process publishes it hears itself at once, under the same topic and no other', async () => {
  const database = await freshDatabase();
  const heard: (string | null)[] = [];
  database.subscribe('tide', subject => heard.push(subject));
  database.subscribe('tide', subject => heard.push(`${subject} again`));
  database.subscribe('wind', () => heard.push('wrong topic'));
  database.publish('tide', 'in');
  expect(heard).toEqual(['in', 'in again']);
});
