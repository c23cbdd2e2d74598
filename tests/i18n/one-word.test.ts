import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** A word that once stood beside the one in use for the same thing. */
const retired = {
  ko: {
    '들어온 곳': /통로/,
    맡다: /보기 시작|'보는 중/,
    '답장 (staff), 연락 (readers)': /회신/,
    메신저: /채팅/,
    메일: /이메일/,
    '시각 (of what was received)': /받은 때/,
    복사했어요: /됐어요'/,
    '위치를 뺀 사본': /공유용/,
    'N번 열어 봄': /열람/,
    '일어난 때': /일이 일어난/,
    기록: /이력/,
    주제: /분야/,
    '할 수 있는 일': /역할/,
    휴대폰: /휴대전화/,
    그사이: /그 사이/,
  },
  en: {
    'Can be reached by': /Answer by/,
    Channel: /Came by/,
    Messenger: /'Chat'/,
    'Do I have to give it?': /Must I/,
    'Write a mail': /'Write'/,
    'forget (a tip)': /\b(tip (has|is)( \w+)? deleted|deleted? (the|this) tip|deleted tip)\b/i,
  },
};

test.each(['ko', 'en'] as const)('Each thing has one word in the dictionary of %s', async lang => {
  const twice: string[] = [];
  for await (const file of glob([`src/i18n/${lang}.ts`, `src/i18n/${lang}/**/*.ts`])) {
    const text = await readFile(file, 'utf8');
    for (const [used, word] of Object.entries(retired[lang])) {
      const found = word.exec(text);
      if (found) twice.push(`${file}: “${found[0]}” where “${used}” is used`);
    }
  }
  expect(twice).toEqual([]);
});
