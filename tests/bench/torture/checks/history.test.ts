import { expect, test } from 'vitest';
import { another, complaintsAfter, forget, row, type Scene } from './scene.ts';

// Each promise that the torture looks at is broken here by hand, once: a check that does not see it could never fail.

test.each<[string, (scene: Scene) => unknown, string]>([
  ['a tip comes twice', ({ kept }) => another(kept, 'received'), 'half: tip 1: it was received twice'],
  ['a change leaps', ({ kept }) => another(kept, 'reopened'), 'half: tip 1: reopened while it was new'],
  [
    'a state has no history',
    ({ kept }) => Object.assign(row(kept.tips), { state: 'open' }),
    'by its history new',
  ],
  [
    'a change is made that nobody asked for',
    ({ kept }) => another(kept, 'opened'),
    'nobody asked for opened',
  ],
  [
    'a change is gone',
    ({ tip }) => tip.changes.push({ kind: 'opened', version: 1, is: 'acknowledged' }),
    'lost: tip 1: opened at version 1',
  ],
  [
    'a note is gone',
    ({ tip }) => tip.notes.push({ body: '메모', is: 'acknowledged' }),
    'lost: tip 1: note 메모',
  ],
  [
    'a note is there that nobody wrote',
    ({ kept }) => kept.notes.push({ id: 'n', tip: 1, staff_id: '', at: 6, body: '누구', sealed: null }),
    'half: tip 1: nobody wrote 누구',
  ],
  [
    'a note is there twice',
    ({ kept, tip }) => {
      tip.notes.push({ body: '메모', is: 'no answer' });
      for (const id of ['n', 'o'])
        kept.notes.push({ id, tip: 1, staff_id: '', at: 6, body: '메모', sealed: null });
    },
    'twice: tip 1: note 메모',
  ],
  [
    'a note is not in the history',
    ({ kept, tip }) => {
      tip.notes.push({ body: '메모', is: 'acknowledged' });
      kept.notes.push({ id: 'n', tip: 1, staff_id: '', at: 6, body: '메모', sealed: null });
    },
    'half: tip 1: 1 notes, and 0 in its history',
  ],
  [
    'a tip is forgotten that nobody asked for',
    scene => {
      forget(scene);
      scene.tip.forgetting = null;
    },
    'lost: tip 1 is forgotten, and nobody asked',
  ],
  [
    'a forgotten tip is there',
    ({ tip }) => {
      tip.forgetting = { is: 'acknowledged', at: 6, run: 1 };
    },
    'was forgotten, and is there',
  ],
  [
    'a forgotten tip has its title still',
    scene => {
      forget(scene);
      Object.assign(row(scene.kept.tips), { title: '연기' });
    },
    'half: forgotten tip 1 still has title',
  ],
  [
    'a tip is changed after it was forgotten',
    scene => {
      forget(scene);
      another(scene.kept, 'opened');
    },
    'half: tip 1: opened after it was forgotten',
  ],
])('where %s, that is told', async (_what, plant, complaint) => {
  expect(await complaintsAfter(plant)).toContainEqual(expect.stringContaining(complaint));
});
