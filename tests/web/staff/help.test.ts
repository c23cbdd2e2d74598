import { expect, test } from 'vitest';
import { wordsOf } from '../../../src/i18n/words.ts';
import { OUTCOMES } from '../../../src/tips/outcomes.ts';
import { STATES } from '../../../src/tips/states.ts';
import { TURNS } from '../../../src/tips/turns.ts';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

test('The help page explains each state and outcome in both languages, and tips lead to it', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  for (const lang of ['ko', 'en'] as const) {
    const { help, states, turns, outcomes } = wordsOf(lang).staff;
    const text = textOf((await agent.get(`/admin/help?lang=${lang}`).expect(200)).text);
    for (const state of STATES) expect(text).toContain(states[state] + help.states[state]);
    for (const turn of TURNS) expect(text).toContain(turns[turn] + help.turns[turn]);
    for (const outcome of OUTCOMES) expect(text).toContain(outcomes[outcome] + help.outcomes[outcome]);
    for (const [word, meaning] of Object.values(help.words)) expect(text).toContain(`${word}${meaning}`);
    for (const line of [...help.source, ...help.notes, ...Object.values(help.leaves)])
      expect(text).toContain(line);
  }
  await world.request
    .post('/tips')
    .type('form')
    .send({ message: '제보', phone: '010-1234-5678', consent_contact: 'on', age_14: 'yes' })
    .expect(303);
  // To whom a tip could be forwarded.
  await world.signIn('other@newsroom.example');
  const page = (await agent.get('/admin/tips/1').expect(200)).text;
  const help = (await agent.get('/admin/help').expect(200)).text;
  for (const part of ['notes', 'source', 'leaves', 'outcomes']) {
    expect(page).toContain(`href="/admin/help#${part}"`);
    expect(help).toContain(`id="${part}"`);
  }
});
