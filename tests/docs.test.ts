import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { settings } from '../src/config/settings.ts';
import { type Lang, wordsOf } from '../src/i18n/words.ts';

const root = join(import.meta.dirname, '..');
const read = (paper: string) => readFileSync(join(root, paper), 'utf8');
const PAPERS = globSync(['*.md', '{docs,deploy,bench,tests}/**/*.md'], { cwd: root });

const fences = (text: string) => [...text.matchAll(/^```\w*\n(.*?)^```/gms)].map(([, code = '']) => code);
const prose = (text: string) => text.replace(/^```\w*\n.*?^```/gms, '');
const linksOf = (text: string) => [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);

/** As GitHub makes them of headings. */
const anchorsOf = (text: string) =>
  [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

function isThere(paper: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? paper : join(dirname(paper), path);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || (target.endsWith('.md') && anchorsOf(read(target)).includes(anchor));
}

test('every link from one paper to another leads somewhere', () => {
  const local = PAPERS.flatMap(paper =>
    linksOf(read(paper))
      .filter(link => !/^[a-z]+:/.test(link))
      .map(link => ({ paper, link })),
  );
  expect(local.length).toBeGreaterThan(20);
  expect(local.filter(({ paper, link }) => !isThere(paper, link))).toEqual([]);
});

test('the README is under 600 words, and has the line that the CI runs', () => {
  const readme = read('README.md');
  expect(readme.split(/\s+/).filter(word => word !== '').length).toBeLessThan(600);
  expect(readme).toMatch(/^npm .*npm test$/m);
});

test('both READMEs have the same commands, links, settings and routes', () => {
  const namesIn = (text: string) => [...prose(text).matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  const outline = (text: string) => ({
    commands: fences(text),
    links: linksOf(text)
      .filter(link => !link.startsWith('README'))
      .sort(),
    names: namesIn(text).sort(),
  });
  const [english, korean] = [read('README.md'), read('README.ko.md')];
  expect(outline(korean)).toEqual(outline(english));
  expect(linksOf(english)).toContain('README.ko.md');
  expect(linksOf(korean)).toContain('README.md');
});

test('the settings that the README asks for are settings', () => {
  const asked = [...read('README.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(asked).toHaveLength(5);
  expect(Object.keys(settings.shape)).toEqual(expect.arrayContaining(asked));
});

/** All words that pages show in a language, but for those that are made of others. */
const textsIn = (words: unknown): string[] => {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsIn) : [];
};

test.each<[string, Lang]>([
  ['README.md', 'en'],
  ['docs/operating.md', 'en'],
  ['README.ko.md', 'ko'],
])('%s quotes only what the pages say', (paper, lang) => {
  const quoted = [...prose(read(paper)).matchAll(/“([^”]+)”/g)].map(([, words]) => words);
  expect(quoted).not.toHaveLength(0);
  expect(textsIn(wordsOf(lang))).toEqual(expect.arrayContaining(quoted));
});

test('every command that the papers name is there', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
  const named = PAPERS.flatMap(paper =>
    [...read(paper).matchAll(/npm run (?:--silent )?([a-z][\w:]*)/g)].map(([, name = '']) => name),
  );
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...new Set(named)]));
});

test('every path of the code that the papers name is there', () => {
  const named = PAPERS.flatMap(paper =>
    [...prose(read(paper)).matchAll(/`((?:src|tests|views|bench|deploy)\/[\w./-]*)`/g)].map(
      ([, path = '']) => path,
    ),
  );
  expect(named).not.toHaveLength(0);
  expect(named.filter(path => !existsSync(join(root, path)))).toEqual([]);
});
