import { type Block, type CssNode, type Declaration, parse, walk } from 'css-tree';
import { featureAt, type Gap, lacking, type Oldest } from './support.ts';

/** What it is called, and where MDN may tell of it, below `css`. */
type Used = { name: string; paths: readonly (readonly string[])[] };

/**
 * What a style sheet uses that not all of the oldest browsers know. What stands under `@supports` asks first, and is left out; so is a
 * value that follows another one of its property in its rule, which those keep that do not know the later one.
 */
export function gapsOfStyles(css: string, oldest: Oldest): Gap[] {
  const gaps: Gap[] = [];
  walk(parse(css), function (node) {
    if (node.type === 'Atrule' && node.name === 'supports') return walk.skip;
    const found = node.type === 'Declaration' ? usedBy(node, this.block) : [usedAs(node, this.atrule?.name)];
    gaps.push(...found.flatMap(one => (one === null ? [] : gapOf(one, oldest))));
    return node.type === 'Declaration' ? walk.skip : undefined;
  });
  return gaps;
}

function gapOf({ name, paths }: Used, oldest: Oldest): Gap[] {
  const known = paths.map(path => featureAt('css', ...path)).find(feature => feature?.__compat !== undefined);
  const missing = lacking(known, oldest);
  return missing.length === 0 ? [] : [{ name, lacking: missing }];
}

const used = (name: string, ...paths: readonly (readonly string[])[]): Used => ({ name, paths });

function usedAs(node: CssNode, atRule = ''): Used | null {
  switch (node.type) {
    case 'Atrule':
      return used(`@${node.name}`, ['at-rules', node.name]);
    case 'Feature':
      return used(`@${atRule} (${node.name})`, ['at-rules', atRule, node.name]);
    case 'FeatureRange':
      return used(`@${atRule} (a < b)`, ['at-rules', atRule, 'range_syntax']);
    case 'NestingSelector':
      return used('&', ['selectors', 'nesting']);
    case 'PseudoClassSelector':
      return usedSelector(':', node.name);
    case 'PseudoElementSelector':
      return usedSelector('::', node.name);
    default:
      return null;
  }
}

/** A vendor's own name is for its own browsers. */
const usedSelector = (colons: string, name: string): Used | null =>
  name.startsWith('-') ? null : used(colons + name, ['selectors', name]);

function usedBy({ property, value }: Declaration, block: Block | null): Used[] {
  if (property.startsWith('-') || hasOtherBefore(property, value, block)) return [];
  const all = [used(property, ['properties', property])];
  walk(value, node => {
    if (node.type === 'Identifier')
      all.push(used(`${property}: ${node.name}`, ['properties', property, node.name]));
    if (node.type === 'Function') {
      const paths = [
        ['properties', property],
        ['types'],
        ['types', 'color'],
        ['types', 'image'],
        ['types', 'gradient'],
      ];
      all.push(used(`${node.name}()`, ...paths.map(path => [...path, node.name])));
    }
    if (node.type === 'Dimension') all.push(used(`1${node.unit}`, ['types', 'length', lengthOf(node.unit)]));
  });
  return all;
}

/** Another value of the same property, perhaps by a vendor's name for it. */
function hasOtherBefore(property: string, value: CssNode, block: Block | null): boolean {
  const all = block?.children.toArray().filter(it => it.type === 'Declaration') ?? [];
  return all.find(it => it.property.replace(/^-[a-z]+-/, '') === property)?.value !== value;
}

/** MDN keeps the units of small, large and dynamic viewports together. */
function lengthOf(unit: string): string {
  const [, size] = /^([sld])v(?:w|h|i|b|min|max)$/.exec(unit) ?? [];
  const sizes: Readonly<Record<string, string>> = { s: 'small', l: 'large', d: 'dynamic' };
  return size === undefined ? unit : `viewport_percentage_units_${sizes[size]}`;
}
