import type { Identifier } from '@mdn/browser-compat-data/types';
import { type AnyNode, parse } from 'acorn';
import { featureAt, type Gap, lacking, type Oldest, partsOf } from './support.ts';

/**
 * What a script uses that not all of the oldest browsers know. Nothing here says whose a method is, so one is told where nobody's of
 * that name is known to all; the compiler's `lib` holds the language's own. A name that the script asks for is left out.
 */
export function gapsOfScript(code: string, oldest: Oldest): Gap[] {
  const nodes = [...nodesOf(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }))];
  const asked = new Set(nodes.flatMap(askedBy));
  const names = { own: new Set(nodes.flatMap(declaredBy)), members: membersKnownTo(oldest) };
  return nodes.flatMap(node => {
    const used = usedBy(node, names);
    if (used === null || asked.has(used.name.replace(/^.*\./, ''))) return [];
    const missing = used.features.map(feature => lacking(feature, oldest));
    const [least = []] = missing.toSorted((one, other) => one.length - other.length);
    return least.length === 0 ? [] : [{ name: used.name, lacking: least }];
  });
}

/** All that it may be: one that all know is enough. */
type Used = { name: string; features: readonly Identifier[] };

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function* nodesOf(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const part of Object.values(node).flat()) if (isNode(part)) yield* nodesOf(part);
}

const namesIn = (node: AnyNode): string[] =>
  [...nodesOf(node)].flatMap(part => (part.type === 'Identifier' ? [part.name] : []));

/** The script's own names, whatever they are the names of elsewhere. */
function declaredBy(node: AnyNode): string[] {
  if (node.type === 'VariableDeclarator') return namesIn(node.id);
  if (node.type === 'CatchClause') return node.param ? namesIn(node.param) : [];
  if (node.type === 'ArrowFunctionExpression') return node.params.flatMap(namesIn);
  if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression')
    return [...(node.id ? [node.id.name] : []), ...node.params.flatMap(namesIn)];
  return node.type === 'ClassDeclaration' && node.id ? [node.id.name] : [];
}

/** `'name' in thing` and `typeof thing.name`; and a function that the script itself keeps under that name. */
function askedBy(node: AnyNode): string[] {
  if (node.type === 'BinaryExpression' && node.operator === 'in' && node.left.type === 'Literal')
    return [String(node.left.value)];
  if (node.type === 'Property' && (node.shorthand || node.value.type.endsWith('FunctionExpression')))
    return namesIn(node.key);
  return node.type === 'UnaryExpression' && node.operator === 'typeof' ? namesIn(node.argument) : [];
}

type Names = { own: ReadonlySet<string>; members: ReadonlyMap<string, readonly Identifier[]> };

function usedBy(node: AnyNode, names: Names): Used | null {
  if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier')
    return ofMember(node.property.name, node.object.type === 'Identifier' ? node.object.name : '', names);
  if (node.type === 'Property' && node.key.type === 'Identifier') return ofMember(node.key.name, '', names);
  if (node.type === 'CallExpression') return ofListener(node.callee, node.arguments[0], names);
  if (node.type === 'Identifier' && !names.own.has(node.name)) return ofGlobal(node.name);
  // What the target does not know, esbuild makes anew from its text.
  if (node.type === 'NewExpression' && namesIn(node.callee).includes('RegExp'))
    return ofPattern(textsOf(node.arguments));
  return node.type === 'Literal' && node.regex ? ofPattern([node.regex.pattern, node.regex.flags]) : null;
}

function ofMember(name: string, object: string, { own, members }: Names): Used | null {
  const whole = `${object}.${name}`;
  const of = own.has(object)
    ? undefined
    : (featureAt('api', object) ?? featureAt('javascript', 'builtins', object));
  const [known] = [of?.[`${name}_static`], of?.[name]].filter(feature => feature !== undefined);
  if (known !== undefined) return { name: whole, features: [known] };
  const features = members.get(name);
  return features === undefined ? null : { name, features };
}

function ofListener(callee: AnyNode, event: AnyNode | undefined, { members }: Names): Used | null {
  const isListener = callee.type === 'MemberExpression' && callee.property.type === 'Identifier';
  if (!isListener || !namesIn(callee.property).includes('addEventListener')) return null;
  const name = event?.type === 'Literal' ? String(event.value) : '';
  const features = members.get(`${name}_event`);
  return features === undefined ? null : { name, features };
}

function ofGlobal(name: string): Used | null {
  const paths = [
    ['api', name],
    ['api', 'Window', name],
    ['javascript', 'builtins', name],
  ];
  const features = paths.map(path => featureAt(...path)).filter(feature => feature?.__compat !== undefined);
  return features.length === 0 ? null : { name, features: features.filter(feature => feature !== undefined) };
}

const textsOf = (nodes: readonly AnyNode[]): string[] => nodes.map(textOf);

/** Of a template what is written out. */
function textOf(node: AnyNode): string {
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.raw).join('');
  return node.type === 'Literal' ? String(node.value) : '';
}

function ofPattern([pattern = '', flags = '']: readonly string[]): Used | null {
  const parts = ['javascript', 'regular_expressions'] as const;
  const one = (name: string, feature: Identifier | undefined) => feature && { name, features: [feature] };
  if (/\(\?<[=!]/.test(pattern)) return one('(?<=…)', featureAt(...parts, 'lookbehind_assertion')) ?? null;
  if (/\(\?[ims-]+:/.test(pattern)) return one('(?i:…)', featureAt(...parts, 'modifier')) ?? null;
  const sets = featureAt('javascript', 'builtins', 'RegExp', 'unicodeSets');
  return flags.includes('v') ? (one('/…/v', sets) ?? null) : null;
}

/**
 * By their names, the members of all interfaces and built-in things that the oldest browsers know: what they do not know is not reached
 * but by a name that is told itself. What stands at a thing's own name, such as `URL.canParse`, is looked up there.
 */
function membersKnownTo(oldest: Oldest): ReadonlyMap<string, readonly Identifier[]> {
  const members = new Map<string, Identifier[]>();
  const owners = [featureAt('api'), featureAt('javascript', 'builtins')].flatMap(partsOf);
  for (const [, owner] of owners.filter(([, one]) => lacking(one, oldest).length === 0))
    for (const [name, feature] of partsOf(owner))
      if (!name.endsWith('_static')) members.set(name, [...(members.get(name) ?? []), feature]);
  return members;
}
