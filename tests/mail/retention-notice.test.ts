import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { retentionLetter } from '../../src/mail/letters/retention-letter.ts';
import { DAY, HOUR, START } from '../support/clock.ts';
import { sendTip } from '../support/kept-file.ts';
import { createWorld } from '../support/world.ts';

test('before tips go, one mail to each address tells how many and where to see them, and nothing of theirs', async () => {
  const world = await createWorld({
    settings: { NEWSROOM_INBOX: 'day@ytn.example.kr, night@ytn.example.kr' },
  });
  for (const message of ['비밀 하나', '비밀 둘', '비밀 셋']) await sendTip(world, { message });
  await world.mails(6);
  const closed = { state: 'closed', state_since: world.clock() - 85 * DAY };
  await world.database.write(trx => trx.updateTable('tips').set(closed).where('number', '<', 3).execute());
  world.clock.move(7 * HOUR);
  await world.restart();
  const notices = (await world.mails(8)).slice(6);
  expect(notices.map(({ to }) => to).sort()).toEqual([['day@ytn.example.kr'], ['night@ytn.example.kr']]);
  for (const { raw, parsed } of notices) {
    expect(parsed.subject).toBe('[YTN] 곧 지워질 제보 2건');
    expect(parsed.headers.has('x-jebo-tip')).toBe(false);
    expect(parsed.headers.get('x-jebo-notice')).toBe('retention');
    for (const part of [parsed.text ?? '', parsed.html || '']) {
      expect(part).toContain('곧 지워질 제보가 2건 있어요');
      expect(part).toContain('2026년 11월 30일 (월) 21:05');
      expect(part).toContain('http://tips.newsroom.example/admin/retention');
      expect(part).not.toContain('비밀');
    }
    expect(raw.toString()).not.toContain('비밀');
  }

  // A day later nobody is told of the same ones.
  world.clock.move(2 * DAY);
  await world.restart();
  const owed = world.database.query.selectFrom('outbox').select('id').where('kind', '=', 'retention notice');
  await expect.poll(async () => (await owed.execute()).length).toBe(2);
});

test('an English newsroom is told in English', () => {
  const settings = readConfig({ NEWSROOM_LANG: 'en', TIME_ZONE: 'Europe/London' });
  const about = { subject: 'a', position: 1, to: 'desk@example.org', date: START };
  const letter = retentionLetter({ tips: 1, from: START }, about, settings);
  expect(letter.subject).toBe('[YTN] 1 tip will soon be forgotten');
  for (const part of [letter.text, letter.html]) {
    expect(part).toContain('1 tip will soon be forgotten');
    expect(part).toContain('Mon 23 Nov 2026, 05:05 GMT');
    expect(part).toContain('/admin/retention');
  }
});
