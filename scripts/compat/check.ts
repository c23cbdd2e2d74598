import { readFileSync } from 'node:fs';
import { build, type Message } from 'esbuild';
import { z } from 'zod';
import { ALLOWED } from './allowed.ts';
import { gapsOfScript } from './scripts.ts';
import { gapsOfStyles } from './styles.ts';
import { type Gap, oldestOf } from './support.ts';

const manifest = z.object({ scripts: z.object({ assets: z.string() }) });

/** What the desk sends to browsers, and for which: as its own build is told, so that the two never differ. */
function readBuild(): { entryPoints: string[]; target: string } {
  const { scripts } = manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const [, target = ''] = /--target=(\S+)/.exec(scripts.assets) ?? [];
  return { entryPoints: scripts.assets.split(' ').filter(part => /\.(ts|css)$/.test(part)), target };
}

/** Every gap between what these files use, as they are sent, and the oldest browsers of the target; a line each. */
export async function faultsIn(
  entryPoints: readonly string[],
  target: string,
  allowed: Readonly<Record<string, string>> = ALLOWED,
): Promise<string[]> {
  const bundle = { bundle: true, write: false, format: 'esm', outdir: '.', logLevel: 'silent' } as const;
  const { outputFiles, warnings } = await build({
    ...bundle,
    entryPoints: [...entryPoints],
    target: target.split(','),
  });
  const oldest = oldestOf(target);
  const gaps = outputFiles.map(({ path, text }) => ({
    path: path.replace(`${process.cwd()}/`, ''),
    gaps: path.endsWith('.css') ? gapsOfStyles(text, oldest) : gapsOfScript(text, oldest),
  }));
  const used = new Set(gaps.flatMap(file => file.gaps.map(({ name }) => nameOf(name, allowed))));
  const told = gaps.flatMap(({ path, gaps: found }) =>
    found.filter(({ name }) => nameOf(name, allowed) === undefined).map(gap => `${path}: ${toldOf(gap)}`),
  );
  const idle = Object.keys(allowed).filter(name => !used.has(name));
  return [
    ...warnings.map(({ text, location }: Message) => `${location?.file}:${location?.line}: ${text}`),
    ...new Set(told),
    ...idle.map(name => `${name} is allowed in scripts/compat/allowed.ts, and used by nothing`),
  ];
}

const toldOf = ({ name, lacking }: Gap) => `${name} is not known to ${lacking.join(', ')}`;

/** By which name it is allowed: `cursor: pointer` by that of the property. */
const nameOf = (name: string, allowed: Readonly<Record<string, string>>): string | undefined =>
  [name, name.replace(/: .*$/, '')].find(one => Object.hasOwn(allowed, one));

if (import.meta.main) {
  const { entryPoints, target } = readBuild();
  const faults = await faultsIn(entryPoints, target);
  process.stderr.write(faults.map(fault => `${fault}\n`).join(''));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
