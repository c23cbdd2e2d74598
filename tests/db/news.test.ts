import { expect, test } from 'vitest';
import { freshDatabase } from '../support/databases.ts';

test('what a process tells it hears itself at once, under the same topic and no other', async () => {
  const database = await freshDatabase();
  const heard: (string | null)[] = [];
  database.hear('tide', subject => heard.push(subject));
  database.hear('tide', subject => heard.push(`${subject} again`));
  database.hear('wind', () => heard.push('wrong topic'));
  database.tell('tide', 'in');
  expect(heard).toEqual(['in', 'in again']);
});
