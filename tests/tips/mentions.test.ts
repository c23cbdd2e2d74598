import { expect, test } from 'vitest';
import { calledIn, piecesOf } from '../../src/tips/mentions.ts';

const minji = { email: 'minji@newsroom.example', name: '김민지' };
const anna = { email: 'anna@newsroom.example', name: 'Anna' };
const annaLee = { email: 'lee@newsroom.example', name: 'Anna Lee' };
const nameless = { email: 'night@newsroom.example', name: null };
const twins = ['one', 'two'].map(who => ({ email: `${who}@newsroom.example`, name: '이준호' }));
const people = [minji, anna, annaLee, nameless, ...twins];

test.each([
  ['@김민지 확인 부탁해요', [minji]],
  ['@김민지님은 알아요', [minji]],
  ['(@anna)', [anna]],
  ['@Anna Lee, @Anna: 둘 다', [annaLee, anna]],
  ['@Annabel', []],
  ['@night@newsroom.example.', [nameless]],
  ['@NIGHT@newsroom.example', [nameless]],
  ['someone.minji@newsroom.example', []],
  ['x@김민지', []],
  ['@이준호', []],
  ['@one@newsroom.example', [twins[0]]],
  ['@김민지 @김민지', [minji]],
  ['@', []],
  ['김민지', []],
])('"%s" calls those whom it names, each once', (text, called) => {
  expect(calledIn(text, people)).toEqual(called);
});

test('The pieces of a text are all of it, in its order', () => {
  const text = '소방서 확인. @김민지 영상 써도 되는지 @night@newsroom.example';
  const pieces = piecesOf(text, people);
  expect(pieces.map(piece => piece.text).join('')).toBe(text);
  expect(pieces.map(({ person }) => person?.email ?? null)).toEqual([
    null,
    minji.email,
    null,
    nameless.email,
  ]);
});

test('A long text of calls is gone through once, however many colleagues there are', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => ({
    email: `reporter-${index}@newsroom.example`,
    name: `기자${index}`,
  }));
  const text = '@기자1999 '.repeat(20_000);
  const pieces = piecesOf(text, [...many, ...people]);
  expect(pieces.filter(({ person }) => person === many[1999])).toHaveLength(20_000);
  expect(pieces.map(piece => piece.text).join('')).toBe(text);
});
