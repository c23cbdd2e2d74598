/** The words of a page as a person reads them. */
export const textOf = (html: string): string =>
  decode(html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ''));

/** What a browser would send of the form on a page: each field with its value, a list where there are several. */
export function fieldsOf(html: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  const add = (name: string, value: string) => {
    const known = fields[name];
    fields[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
  };
  for (const [tag] of html.matchAll(/<input\b(?:[^>"]|"[^"]*")*>/g)) {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type')];
    if (name === null || type === 'file') continue;
    const isBox = type === 'checkbox' || type === 'radio';
    if (!isBox) add(name, attribute(tag, 'value') ?? '');
    else if (/\schecked\b/.test(tag)) add(name, attribute(tag, 'value') ?? 'on');
  }
  for (const [, tag = '', text = ''] of html.matchAll(
    /<textarea\b((?:[^>"]|"[^"]*")*)>([\s\S]*?)<\/textarea>/g,
  )) {
    // HTML drops the first line break of a text area.
    add(attribute(tag, 'name') ?? '', decode(text.replace(/^\n/, '')));
  }
  return fields;
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : decode(value);
}

const decode = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
